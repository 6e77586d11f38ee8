// What the pages do beyond reading. Nothing here is needed to read, and no string is ever made into markup.
import { startKeys } from "./keys.js";

startKeys();
