"""python -m polybib"""

from polybib.cli import main

main()
