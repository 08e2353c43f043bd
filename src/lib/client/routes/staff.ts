import type { TableFormat } from '#lib/domain/tables/table-format.ts';
import { part, withQuery } from './address.ts';

/** Addresses of instructors and administrators: the pages of learners do not load them. */

export const cohort = (id: string) => `/instructor/cohorts/${part(id)}`;
/** The cohorts of the overview with their counts. */
export const cohortsTable = (format: TableFormat) => `/instructor/cohorts.${format}`;
/** Another day for chosen learners: `learner`, repeated. */
export const cohortExtend = (id: string) => `/instructor/cohorts/${part(id)}/extend`;
/** Its learners as a file; `learner`, repeated, chooses some. */
export const cohortTable = (id: string, format: TableFormat, query: { show?: string; q?: string } = {}) =>
  withQuery(`/instructor/cohorts/${part(id)}.${format}`, query);
export const cohortDates = (id: string, query: { saved?: '1' } = {}) =>
  withQuery(`/instructor/cohorts/${part(id)}/dates`, query);
/** Who needs help. */
export const cohortAttention = (id: string, query: { done?: string; who?: string; after?: string } = {}) =>
  withQuery(`/instructor/cohorts/${part(id)}/attention`, query);
/** How people come in: the address to join, requests, invitations. */
export const cohortPeople = (
  id: string,
  query: { done?: string; at?: string; words?: string; after?: string; before?: string } = {},
) => withQuery(`/instructor/cohorts/${part(id)}/people`, query);
/** The tables of that page. */
export const cohortMembersTable = (format: TableFormat, id: string, query: { words?: string } = {}) =>
  withQuery(`/instructor/cohorts/${part(id)}/people/members.${format}`, query);
export const cohortInvitationsTable = (format: TableFormat, id: string) =>
  `/instructor/cohorts/${part(id)}/people/invitations.${format}`;
export const cohortRequestsTable = (format: TableFormat, id: string) =>
  `/instructor/cohorts/${part(id)}/people/requests.${format}`;
/** Enrolling people from a file. */
export const cohortImport = (id: string, query: { done?: string; file?: string } = {}) =>
  withQuery(`/instructor/cohorts/${part(id)}/people/import`, query);
export const cohortImportTemplate = (id: string, format: TableFormat) =>
  `/instructor/cohorts/${part(id)}/people/import/template.${format}`;
/** What a file would do, line by line; the query is that of the page. */
export const cohortImportPlan = (format: TableFormat, id: string, query: Record<string, string>) =>
  withQuery(`/instructor/cohorts/${part(id)}/people/import/plan.${format}`, query);
export const cohortSettings = (id: string, query: { done?: string } = {}) =>
  withQuery(`/instructor/cohorts/${part(id)}/settings`, query);
export const announcements = (id: string, query: { done?: string; after?: string; learner?: string } = {}) =>
  withQuery(`/instructor/cohorts/${part(id)}/announcements`, query);
export const announcementsTable = (format: TableFormat, id: string) =>
  `/instructor/cohorts/${part(id)}/announcements.${format}`;
export const cohortReport = (id: string) => `/instructor/cohorts/${part(id)}/report`;
export const cohortReportPdf = (id: string) => `/instructor/cohorts/${part(id)}/report.pdf`;
export const cohortReportTable = (format: TableFormat, id: string) =>
  `/instructor/cohorts/${part(id)}/report.${format}`;
/** What is behind one chart of the report. */
export const cohortReportChartTable = (format: TableFormat, id: string, chart: string) =>
  `/instructor/cohorts/${part(id)}/report/${part(chart)}.${format}`;
/** What is behind one chart of the overview. */
export const cohortChartTable = (format: TableFormat, id: string, chart: string) =>
  `/instructor/cohorts/${part(id)}/charts/${part(chart)}.${format}`;
export const learner = (id: string, query: { done?: string; after?: string } = {}) =>
  withQuery(`/instructor/learners/${part(id)}`, query);
/** The tables of a learner's page; modules and attempts also of one course, by its id. */
export const learnerModulesTable = (format: TableFormat, id: string, query: { course?: string } = {}) =>
  withQuery(`/instructor/learners/${part(id)}/modules.${format}`, query);
export const learnerAttemptsTable = (format: TableFormat, id: string, query: { course?: string } = {}) =>
  withQuery(`/instructor/learners/${part(id)}/attempts.${format}`, query);
export const learnerTimelineTable = (format: TableFormat, id: string) =>
  `/instructor/learners/${part(id)}/timeline.${format}`;
/** An attempt of a learner, with its answers. */
export const learnerAttempt = (id: string, attempt: string) =>
  `/instructor/learners/${part(id)}/attempts/${part(attempt)}`;
export const questions = () => '/instructor/questions';
export const questionsTable = (format: TableFormat) => `/instructor/questions.${format}`;
/** How far learners come in a module, and where they stop. */
export const moduleFigures = (course: string, module: string, query: { cohort?: string } = {}) =>
  withQuery(`/instructor/modules/${part(module)}`, { course, ...query });
/** What is behind one chart of that page. */
export const moduleChartTable = (
  format: TableFormat,
  course: string,
  module: string,
  chart: string,
  query: { cohort?: string } = {},
) => withQuery(`/instructor/modules/${part(module)}/charts/${part(chart)}.${format}`, { course, ...query });
export const moduleCohortsTable = (
  format: TableFormat,
  course: string,
  module: string,
  query: { cohort?: string } = {},
) => withQuery(`/instructor/modules/${part(module)}/cohorts.${format}`, { course, ...query });
/** How well the questions of a module work. */
export const moduleQuestions = (
  course: string,
  module: string,
  query: { cohort?: string; attempts?: string } = {},
) => withQuery(`/instructor/modules/${part(module)}/questions`, { course, ...query });
export const moduleFiguresTable = (
  format: TableFormat,
  course: string,
  module: string,
  query: { cohort?: string; attempts?: string } = {},
) => withQuery(`/instructor/modules/${part(module)}.${format}`, { course, ...query });
/** Facility by language alone. */
export const moduleLanguagesTable = (
  format: TableFormat,
  course: string,
  module: string,
  query: { cohort?: string; attempts?: string } = {},
) => withQuery(`/instructor/modules/${part(module)}/languages.${format}`, { course, ...query });
export const importBank = (course: string, module: string, query: { done?: string } = {}) =>
  withQuery(`/instructor/modules/${part(module)}/import`, { course, ...query });
export const exportBank = (course: string, module: string, query: { format?: string } = {}) =>
  withQuery(`/instructor/modules/${part(module)}/export`, { course, ...query });
export const exportBankFile = (course: string, module: string, format: string) =>
  withQuery(`/instructor/modules/${part(module)}/export/file`, { course, format });
export const question = (course: string, key: string, done?: string) =>
  withQuery(`/instructor/questions/${part(key)}`, { course, done: done ?? '' });
/** One of the tables on its page. */
export const questionTable = (
  format: TableFormat,
  course: string,
  key: string,
  table: 'responses' | 'languages' | 'revisions' | 'regrades',
) => withQuery(`/instructor/questions/${part(key)}/${table}.${format}`, { course });
export const correctQuestion = (course: string, key: string) =>
  withQuery(`/instructor/questions/${part(key)}/correct`, { course });
export const planRegrade = (course: string, key: string, policy?: string) =>
  withQuery(`/instructor/questions/${part(key)}/regrade`, { course, policy: policy ?? '' });
export const regradeTable = (format: TableFormat, course: string, key: string, policy: string) =>
  withQuery(`/instructor/questions/${part(key)}/regrade.${format}`, { course, policy });
export const regrade = (course: string, key: string, regrade: string) =>
  withQuery(`/instructor/questions/${part(key)}/regrades/${part(regrade)}`, { course });
export const recordings = () => '/instructor/recordings';
export const recording = (course: string, recording: string, query: { done?: string } = {}) =>
  withQuery(`/instructor/recordings/${part(recording)}`, { course, ...query });
/** Files of the whole recording. */
export const recordingFiles = (course: string, recording: string, query: { done?: string } = {}) =>
  withQuery(`/instructor/recordings/${part(recording)}/files`, { course, ...query });
/** Files and captions of one segment. */
export const segment = (
  course: string,
  module: string,
  segment: string,
  query: { done?: string; language?: string } = {},
) => withQuery(`/instructor/modules/${part(module)}/segments/${part(segment)}`, { course, ...query });
export const segmentEvidenceTable = (
  format: TableFormat,
  course: string,
  module: string,
  segment: string,
  query: { cohort?: string } = {},
) =>
  withQuery(`/instructor/modules/${part(module)}/segments/${part(segment)}/evidence.${format}`, {
    course,
    ...query,
  });
/** What is behind one chart of that page. */
export const segmentChartTable = (
  format: TableFormat,
  course: string,
  module: string,
  segment: string,
  chart: string,
  query: { cohort?: string } = {},
) =>
  withQuery(
    `/instructor/modules/${part(module)}/segments/${part(segment)}/evidence/${part(chart)}.${format}`,
    { course, ...query },
  );
export const segmentEvidence = (
  course: string,
  module: string,
  segment: string,
  query: { cohort?: string } = {},
) =>
  withQuery(`/instructor/modules/${part(module)}/segments/${part(segment)}/evidence`, { course, ...query });
export const adminUsers = (query: { words?: string; after?: string; saved?: '1' } = {}) =>
  withQuery('/admin/users', query);
export const adminUsersTable = (format: TableFormat, query: { words?: string } = {}) =>
  withQuery(`/admin/users.${format}`, query);
export const adminCohorts = () => '/admin/cohorts';
export const adminCohortsTable = (format: TableFormat) => `/admin/cohorts.${format}`;
/** The filter of the audit log; days as `2026-03-02`. */
export type AuditFilter = {
  action?: string;
  who?: string;
  about?: string;
  from?: string;
  to?: string;
};
export const audit = (query: AuditFilter & { after?: string } = {}) => withQuery('/admin/audit', query);
export const auditTable = (format: TableFormat, query: AuditFilter = {}) =>
  withQuery(`/admin/audit.${format}`, query);
export const outbox = (query: { after?: string } = {}) => withQuery('/admin/outbox', query);
export const outboxTable = (format: TableFormat) => `/admin/outbox.${format}`;
export const outboxLetter = (id: string) => `/admin/outbox/${part(id)}`;
export const uploads = () => '/api/uploads';
export const upload = (id: string, query: { offset?: string } = {}) =>
  withQuery(`/api/uploads/${part(id)}`, query);
export const adminCertificates = (query: { words?: string; after?: string; done?: string } = {}) =>
  withQuery('/admin/certificates', query);
export const adminCertificatesTable = (format: TableFormat, query: { words?: string } = {}) =>
  withQuery(`/admin/certificates.${format}`, query);
export const adminCertificate = (code: string, query: { done?: string } = {}) =>
  withQuery(`/admin/certificates/${part(code)}`, query);
/** How the certificates of a course look. */
export const certificateDesign = (course: string, query: { done?: string } = {}) =>
  withQuery('/instructor/certificates', { course, ...query });
export const certificatePreview = (course: string, format: 'pdf' | 'svg') =>
  withQuery(`/instructor/certificates/preview.${format}`, { course });
