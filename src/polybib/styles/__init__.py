"""One reference style a file, each with two functions and a name:

NAME                       what `explain` and JSONL call the style
cues(text: Text) -> float  0 to 1: how much the text looks like this style, summed from several signs, never from one
read(text: Text) -> Parse  the reading; total: what is not understood is left unlabelled
"""
