#!/usr/bin/env bash
# Check drafts and lint glossaries with annotations on the pull request. Exit 2 where either could not be done, else 1
# where either found something, else 0. Every value is one a line, so that spaces in names are safe.
set -u

lines() { # NAME VALUE: the non-empty lines of VALUE into the array NAME
  local -n array=$1
  array=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    [ -n "$line" ] && array+=("$line")
  done <<<"$2"
}

lines drafts "${TERMEND_DRAFTS:-}"
lines glossaries "${TERMEND_GLOSSARIES:-}"
lines options "${TERMEND_OPTIONS:-}"
common=(--format github)
[ -n "${TERMEND_FAIL_ON:-}" ] && common+=(--fail-on "$TERMEND_FAIL_ON")
if [ ${#drafts[@]} -eq 0 ] && [ ${#glossaries[@]} -eq 0 ]; then
  echo "::error::Name drafts or glossaries: both inputs are empty"
  exit 2
fi

code=0
if [ ${#glossaries[@]} -gt 0 ]; then
  termend glossary lint "${common[@]}" -- "${glossaries[@]}"
  result=$?
  [ $result -gt $code ] && code=$result
fi
if [ ${#drafts[@]} -gt 0 ]; then
  [ -n "${TERMEND_SARIF:-}" ] && common+=(--report "sarif=$TERMEND_SARIF")
  termend check "${common[@]}" ${options[@]+"${options[@]}"} -- "${drafts[@]}"
  result=$?
  [ $result -gt $code ] && code=$result
fi
exit $code
