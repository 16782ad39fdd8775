/* What reads recordings; loaded when there is one to read. */
export { readRecording } from "tickless/recording/recording";
export { otherVersions } from "tickless/recording/versions";
export { headOf, openRecording } from "tickless/recording/viewing";
