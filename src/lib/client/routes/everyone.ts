import { part, withQuery } from './address.ts';

/** Addresses of visitors and learners, and those of every page. */

export const home = () => '/';
export const course = (course: string) => `/courses/${part(course)}`;
export const experts = (course: string) => `/courses/${part(course)}/experts`;
export const modulePreview = (course: string, module: string) =>
  `/courses/${part(course)}/modules/${part(module)}`;
export const verify = () => '/verify';
export const verifyCode = (code: string) => `/verify/${part(code)}`;
/** How to check a certificate without us. */
export const verifyElsewhere = () => '/verify/elsewhere';
/** The picture that other sites show beside the link to a certificate. */
export const verifyPicture = (code: string) => `/verify/${part(code)}/preview.png`;
export const didDocument = () => '/.well-known/did.json';
export const statusList = (list?: number) =>
  list === undefined ? '/credentials/status' : `/credentials/status/${list}`;
export const register = (next?: string) => (next ? `/register?next=${part(next)}` : '/register');
export const login = (next?: string) => (next ? `/login?next=${part(next)}` : '/login');
export const logout = () => '/logout';
export const forgotPassword = () => '/forgot-password';
export const resetPassword = (token: string) => `/reset-password/${part(token)}`;
export const verifyEmail = (token: string) => `/verify-email/${part(token)}`;
export const joinCohort = (code: string) => `/join/${part(code)}`;
export const account = (done?: string) => (done ? `/account?done=${part(done)}` : '/account');
export const instructor = () => '/instructor';
export const admin = () => '/admin';
export const setLocale = () => '/locale';
export const dashboard = () => '/dashboard';
export const learnCourse = (course: string) => `/learn/${part(course)}`;
export const learnModule = (course: string, module: string, anchor?: string) =>
  `/learn/${part(course)}/${part(module)}${anchor ? `#${part(anchor)}` : ''}`;
/** The recording of a module at a second of a segment. */
export const learnModuleAt = (course: string, module: string, segment: string, seconds: number) =>
  `${withQuery(`/learn/${part(course)}/${part(module)}`, { segment, at: String(seconds) })}#${part(segment)}`;
export const quiz = (course: string, module: string) => `/learn/${part(course)}/${part(module)}/quiz`;
export const attempt = (course: string, module: string, attempt: string) =>
  `/learn/${part(course)}/${part(module)}/quiz/${part(attempt)}`;
export const practice = (course: string, module: string) => `/learn/${part(course)}/${part(module)}/practice`;
export const practiceOf = (course: string, module: string, practice: string) =>
  `/learn/${part(course)}/${part(module)}/practice/${part(practice)}`;
/** What the learner says of a module after its end. */
export const feedback = (course: string, module: string, query: { done?: '1' } = {}) =>
  withQuery(`/learn/${part(course)}/${part(module)}/feedback`, query);
/** What the instructors wrote to the learner. */
export const ownAnnouncements = (query: { after?: string } = {}) => withQuery('/announcements', query);
/** What this device keeps. */
export const kept = () => '/kept';
export const certificates = () => '/certificates';
export const certificatePdf = (code: string) => `/certificates/${part(code)}.pdf`;
/** The signed credential of a certificate or a badge. */
export const credential = (code: string) => `/certificates/${part(code)}.json`;
export const badgePicture = (code: string, format: 'svg' | 'png') => `/certificates/${part(code)}.${format}`;
/** Every form of it in one archive. */
export const certificateArchive = (code: string) => `/certificates/${part(code)}.zip`;
export const correctCertificate = (code: string, query: { done?: string } = {}) =>
  withQuery(`/certificates/${part(code)}/correct`, query);
/** What is known of a code, for a page that checks a file. */
export const issued = (code: string) => `/api/verify/${part(code)}`;
export const picture = (hash: string) => `/api/pictures/${part(hash)}`;
export const watchReport = () => '/api/watch';
/** What was done on a device without a line. */
export const deviceOutbox = () => '/api/outbox';
export const serviceWorker = () => '/service-worker.js';
export const recordingFile = (id: string, query: { download?: '1' } = {}) =>
  withQuery(`/api/recordings/${part(id)}`, query);
export const captions = (
  course: string,
  module: string,
  segment: string,
  language: string,
  query: { text?: '1' } = {},
) => withQuery(`/api/captions/${[course, module, segment, language].map(part).join('/')}.vtt`, query);
export const answer = (attempt: string, question: string) =>
  `/api/attempts/${part(attempt)}/answers/${part(question)}`;
