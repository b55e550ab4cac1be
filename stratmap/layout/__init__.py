"""Where cards go by themselves.

Only the modules in here use NumPy. Its linear algebra would start a thread for each core: for arrays as small as
these that costs more than it gives, and it takes the cores from the window. NumPy looks when it is imported.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
