import type { SourceKind } from '../../domain/courses/recording-file.ts';

/** What each of the forty has done: every state of progress that an instructor can meet, spread over eight weeks. */
export interface DemoPlan {
  /** Days ago that they joined. */
  joinedDaysAgo: number;
  /** Days ago that they were last seen; ignored where nothing was done. */
  seenDaysAgo: number;
  /** Modules finished, in course order. */
  modulesDone: number;
  /** Sections read of the next module. */
  sectionsRead: number;
  /** The stand-in of the next module is read, or a part of its recording watched. */
  lecture: 'none' | 'read' | 'watched';
  /** What the lectures are followed from, those of finished modules to their end; null: finished ones were read. */
  source: SourceKind | null;
  /** So far they have watched where they are still at it. */
  watchedSeconds: number;
  /** Failed attempts at the quiz of the next module. */
  failedAttempts: number;
  /** An attempt is open, half answered. */
  openAttempt: boolean;
  /** Share of questions answered right, 0 to 1. */
  skill: number;
}

const plan = (given: Partial<DemoPlan>): DemoPlan => ({
  joinedDaysAgo: 40,
  seenDaysAgo: 3,
  modulesDone: 0,
  sectionsRead: 0,
  lecture: 'none',
  source: null,
  watchedSeconds: 180,
  failedAttempts: 0,
  openAttempt: false,
  skill: 0.85,
  ...given,
});

/** From what they watch or listen: the fast line, the slow one, the phone in the bus, and YouTube. */
const SOURCES: readonly SourceKind[] = ['video-480', 'video-240', 'audio', 'youtube'];

/** Joined and never came. */
const absent = [6, 12, 20, 33, 50].map((days) => plan({ joinedDaysAgo: days }));

/** In the first module. */
const beginners = [1, 2, 3, 1, 2, 4, 2, 3].map((sectionsRead, index) =>
  plan({
    joinedDaysAgo: 10 + index * 2,
    seenDaysAgo: 1 + index,
    sectionsRead,
    lecture: index % 3 === 0 ? 'watched' : index % 3 === 1 ? 'none' : 'read',
    source: index % 3 === 0 ? (SOURCES[index / 3] ?? null) : null,
    watchedSeconds: index < 6 ? 180 : 420,
  }),
);

/** Somewhere on the way. */
const travellers = [1, 1, 2, 2, 2, 3, 3, 3, 4, 4].map((modulesDone, index) =>
  plan({
    joinedDaysAgo: 30 + index * 2,
    seenDaysAgo: 1 + (index % 6),
    modulesDone,
    sectionsRead: index % 4,
    lecture: index % 2 === 0 ? 'read' : 'watched',
    source: index % 3 === 0 ? null : (SOURCES[index % 4] ?? null),
    watchedSeconds: 240 + index * 60,
    failedAttempts: index % 5 === 0 ? 1 : 0,
    skill: 0.7 + (index % 4) * 0.08,
  }),
);

/** Tried a quiz again and again. */
const stuck = [0, 1, 2, 3].map((modulesDone) =>
  plan({
    joinedDaysAgo: 45,
    seenDaysAgo: 2 + modulesDone,
    modulesDone,
    sectionsRead: 99,
    lecture: 'read',
    failedAttempts: 3 + (modulesDone % 2),
    skill: 0.75,
  }),
);

/** Began well and stayed away. */
const away = [0, 1, 2, 4].map((modulesDone, index) =>
  plan({ joinedDaysAgo: 56, seenDaysAgo: 18 + index * 7, modulesDone, sectionsRead: 2, skill: 0.8 }),
);

/** In the middle of a quiz. */
const answering = [1, 3].map((modulesDone) =>
  plan({ seenDaysAgo: 1, modulesDone, sectionsRead: 99, lecture: 'read', openAttempt: true }),
);

/** Finished, with a certificate. */
const finished = [0.8, 0.85, 0.9, 0.92, 0.95, 1, 1].map((skill, index) =>
  plan({
    joinedDaysAgo: 55 - index,
    seenDaysAgo: 2 + index * 3,
    modulesDone: 99,
    source: index % 2 === 0 ? (SOURCES[index / 2] ?? null) : null,
    skill,
  }),
);

export const DEMO_PLANS: readonly DemoPlan[] = [
  ...finished,
  ...travellers,
  ...absent,
  ...beginners,
  ...stuck,
  ...away,
  ...answering,
];
