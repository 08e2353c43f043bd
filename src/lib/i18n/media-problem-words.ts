import * as m from './paraglide/messages.js';

/** What is wrong with a file of a recording, and how to mend it, by `MediaProblem`. */
export const MEDIA_PROBLEM_WORDS = {
  empty: m.media_problem_empty,
  'too-large': m.media_problem_too_large,
  container: m.media_problem_container,
  unreadable: m.media_problem_unreadable,
  codec: m.media_problem_codec,
  'no-picture': m.media_problem_no_picture,
  'no-sound': m.media_problem_no_sound,
  'has-picture': m.media_problem_has_picture,
  'too-tall-480': m.media_problem_too_tall_480,
  'too-tall-240': m.media_problem_too_tall_240,
} as const;
