"""termend repairs the names that machine translation breaks.

`termend.pipeline` holds the whole flow in one short function; read that first.
"""

__version__ = "0.1.0"
