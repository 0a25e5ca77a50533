// Which words of the draft are selected, in code points of their paragraph as the server knows it.
"use strict";
window.selected = (() => {
  const size = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return Array.from(node.data).length;
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".label")) return 0;
    if (node.dataset.size) return Number(node.dataset.size);
    if (node.matches(".code, .object")) return 1;
    return Array.from(node.childNodes).reduce((sum, child) => sum + size(child), 0);
  };
  // Code points of the paragraph before a point in it; inside of words that are printed otherwise, their nearer end.
  const before = (paragraph, node, offset, end) => {
    let total = node.nodeType === Node.TEXT_NODE
      ? Array.from(node.data.slice(0, offset)).length
      : Array.from(node.childNodes).slice(0, offset).reduce((sum, child) => sum + size(child), 0);
    for (; node !== paragraph; node = node.parentNode) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.matches(".label")) total = 0;
        if (node.matches(".code, .object")) total = end ? 1 : 0;
        if (node.matches(".flag.changed")) total = end ? size(node) : 0;
      }
      for (let left = node.previousSibling; left; left = left.previousSibling) total += size(left);
    }
    return total;
  };
  const paragraphOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".prose .segment");

  // {segment, start, end, box} of what is selected within one paragraph, or null.
  return () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed || !chosen.toString().trim()) return null;
    const range = chosen.getRangeAt(0);
    const paragraph = paragraphOf(range.startContainer);
    if (!paragraph) return null;
    const inside = paragraphOf(range.endContainer) === paragraph;
    const start = before(paragraph, range.startContainer, range.startOffset, false);
    const end = inside ? before(paragraph, range.endContainer, range.endOffset, true) : size(paragraph);
    if (start >= end) return null;
    return { segment: paragraph.dataset.segment, start, end, box: range.getBoundingClientRect() };
  };
})();
