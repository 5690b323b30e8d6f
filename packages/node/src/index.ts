/** keiretsu on Node: the parts of the command line that a script may want. */

