// The page works without this. It asks before answers are lost, and says how far somebody came who leaves without sending: the place, no answer.
"use strict";
