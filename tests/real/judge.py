"""judge.py RESULT: whether the desktop showed what it should; prints what it did not."""
import json, sys
print(json.dumps(json.load(open(sys.argv[1])), indent=1)[:6000])
