/** What runs the project's programs. */
export { firmwareFor as engineFor } from "../cli/firmware.js";
