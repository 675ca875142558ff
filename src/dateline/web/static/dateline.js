// What every page does with JavaScript on; everything reads without it.
"use strict";
