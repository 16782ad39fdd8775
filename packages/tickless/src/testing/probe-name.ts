export { wireTrack as probeName } from "../measure/wire-track.js";
