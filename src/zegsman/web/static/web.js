// What the pages do beyond reading. Nothing here is needed to read, and no string is ever made into markup.
import { startKeys } from "./keys.js";
import { startWaiting } from "./waiting.js";
import { startDropping } from "./dropping.js";
import { startPrinting } from "./printing.js";
import { startReading } from "./reading.js";
import { startPlaceMap } from "./place_map.js";
import "./source_map.js";

startKeys();
startWaiting();
startDropping();
startReading();
startPlaceMap();
startPrinting();
