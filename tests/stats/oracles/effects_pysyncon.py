"""What pysyncon says of the mix of controls for the panels given as JSON; the first row of each is the changed unit, weights by plain least squares."""

import json
import sys

import numpy as np
import pandas as pd
from pysyncon import Synth


def weights(figures):
    changed, controls = pd.Series(figures[0], name="changed"), pd.DataFrame(figures[1:].T)
    put_back = pd.concat([controls, changed], axis=1).std(axis=1).to_numpy() ** 2  # pysyncon divides each period by its spread
    synth = Synth()
    synth.fit(X0=controls, X1=changed, Z0=controls, Z1=changed, custom_V=put_back)
    return np.asarray(synth.W).tolist()


sys.stdout.write(json.dumps([weights(np.array(figures)) for figures in json.loads(sys.argv[1])]))
