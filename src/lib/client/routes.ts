/** Builds every URL of the product. Pages, mails and tests take addresses from here; nothing else writes one. */

const part = encodeURIComponent;
const withQuery = (path: string, query: Record<string, string>) => {
  const asked = Object.entries(query).filter(([, value]) => value !== '');
  return asked.length > 0 ? `${path}?${asked.map((pair) => pair.map(part).join('=')).join('&')}` : path;
};

export const routes = {
  home: () => '/',
  course: (course: string) => `/courses/${part(course)}`,
  experts: (course: string) => `/courses/${part(course)}/experts`,
  modulePreview: (course: string, module: string) => `/courses/${part(course)}/modules/${part(module)}`,
  verify: () => '/verify',
  verifyCode: (code: string) => `/verify/${part(code)}`,

  register: (next?: string) => (next ? `/register?next=${part(next)}` : '/register'),
  login: (next?: string) => (next ? `/login?next=${part(next)}` : '/login'),
  logout: () => '/logout',
  forgotPassword: () => '/forgot-password',
  resetPassword: (token: string) => `/reset-password/${part(token)}`,
  verifyEmail: (token: string) => `/verify-email/${part(token)}`,
  joinCohort: (code: string) => `/join/${part(code)}`,
  account: (done?: string) => (done ? `/account?done=${part(done)}` : '/account'),
  setLocale: () => '/locale',

  dashboard: () => '/dashboard',
  learnCourse: (course: string) => `/learn/${part(course)}`,
  learnModule: (course: string, module: string, anchor?: string) =>
    `/learn/${part(course)}/${part(module)}${anchor ? `#${part(anchor)}` : ''}`,
  /** The recording of a module at a second of a segment. */
  learnModuleAt: (course: string, module: string, segment: string, seconds: number) =>
    `${withQuery(`/learn/${part(course)}/${part(module)}`, { segment, at: String(seconds) })}#${part(segment)}`,
  quiz: (course: string, module: string) => `/learn/${part(course)}/${part(module)}/quiz`,
  attempt: (course: string, module: string, attempt: string) =>
    `/learn/${part(course)}/${part(module)}/quiz/${part(attempt)}`,
  practice: (course: string, module: string) => `/learn/${part(course)}/${part(module)}/practice`,
  practiceOf: (course: string, module: string, practice: string) =>
    `/learn/${part(course)}/${part(module)}/practice/${part(practice)}`,
  /** What this device keeps. */
  kept: () => '/kept',
  certificates: () => '/certificates',
  certificatePdf: (code: string) => `/certificates/${part(code)}.pdf`,

  instructor: () => '/instructor',
  cohort: (id: string) => `/instructor/cohorts/${part(id)}`,
  cohortCsv: (id: string) => `/instructor/cohorts/${part(id)}.csv`,
  cohortDates: (id: string, query: { saved?: '1' } = {}) =>
    withQuery(`/instructor/cohorts/${part(id)}/dates`, query),
  learner: (id: string, query: { granted?: '1' } = {}) =>
    withQuery(`/instructor/learners/${part(id)}`, query),
  questions: () => '/instructor/questions',
  moduleFigures: (course: string, module: string, query: { cohort?: string; attempts?: string } = {}) =>
    withQuery(`/instructor/modules/${part(module)}`, { course, ...query }),
  moduleFiguresCsv: (course: string, module: string, query: { cohort?: string; attempts?: string } = {}) =>
    withQuery(`/instructor/modules/${part(module)}.csv`, { course, ...query }),
  importBank: (course: string, module: string, query: { done?: string } = {}) =>
    withQuery(`/instructor/modules/${part(module)}/import`, { course, ...query }),
  exportBank: (course: string, module: string, query: { format?: string } = {}) =>
    withQuery(`/instructor/modules/${part(module)}/export`, { course, ...query }),
  exportBankFile: (course: string, module: string, format: string) =>
    withQuery(`/instructor/modules/${part(module)}/export/file`, { course, format }),
  question: (course: string, key: string, done?: string) =>
    withQuery(`/instructor/questions/${part(key)}`, { course, done: done ?? '' }),
  correctQuestion: (course: string, key: string) =>
    withQuery(`/instructor/questions/${part(key)}/correct`, { course }),
  planRegrade: (course: string, key: string, policy?: string) =>
    withQuery(`/instructor/questions/${part(key)}/regrade`, { course, policy: policy ?? '' }),
  regradeCsv: (course: string, key: string, policy: string) =>
    withQuery(`/instructor/questions/${part(key)}/regrade.csv`, { course, policy }),
  regrade: (course: string, key: string, regrade: string) =>
    withQuery(`/instructor/questions/${part(key)}/regrades/${part(regrade)}`, { course }),
  recordings: () => '/instructor/recordings',
  recording: (course: string, recording: string, query: { done?: string } = {}) =>
    withQuery(`/instructor/recordings/${part(recording)}`, { course, ...query }),
  /** Files of the whole recording. */
  recordingFiles: (course: string, recording: string, query: { done?: string } = {}) =>
    withQuery(`/instructor/recordings/${part(recording)}/files`, { course, ...query }),
  /** Files and captions of one segment. */
  segment: (
    course: string,
    module: string,
    segment: string,
    query: { done?: string; language?: string } = {},
  ) => withQuery(`/instructor/modules/${part(module)}/segments/${part(segment)}`, { course, ...query }),
  segmentEvidence: (course: string, module: string, segment: string, query: { cohort?: string } = {}) =>
    withQuery(`/instructor/modules/${part(module)}/segments/${part(segment)}/evidence`, { course, ...query }),
  admin: () => '/admin',
  adminUsers: (query: { words?: string; after?: string; saved?: '1' } = {}) =>
    withQuery('/admin/users', query),
  adminCohorts: () => '/admin/cohorts',
  audit: (query: { action?: string; after?: string } = {}) => withQuery('/admin/audit', query),
  outbox: (query: { after?: string } = {}) => withQuery('/admin/outbox', query),
  outboxLetter: (id: string) => `/admin/outbox/${part(id)}`,

  picture: (hash: string) => `/api/pictures/${part(hash)}`,
  watchReport: () => '/api/watch',
  /** What was done on a device without a line. */
  deviceOutbox: () => '/api/outbox',
  serviceWorker: () => '/service-worker.js',
  recordingFile: (id: string, query: { download?: '1' } = {}) =>
    withQuery(`/api/recordings/${part(id)}`, query),
  uploads: () => '/api/uploads',
  upload: (id: string, query: { offset?: string } = {}) => withQuery(`/api/uploads/${part(id)}`, query),
  captions: (course: string, module: string, segment: string, language: string, query: { text?: '1' } = {}) =>
    withQuery(`/api/captions/${[course, module, segment, language].map(part).join('/')}.vtt`, query),
  answer: (attempt: string, question: string) => `/api/attempts/${part(attempt)}/answers/${part(question)}`,
} as const;

/** `next` after a login: only a path of our own, never another site's address. */
export function safeNext(next: string | null | undefined, fallback: string): string {
  return next && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : fallback;
}
