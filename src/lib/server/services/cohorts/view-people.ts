import { validate as isUuid } from 'uuid';
import { cleanName } from '#lib/domain/accounts/person-name.ts';
import { invitationState } from '#lib/domain/cohorts/joining.ts';
import { searchWordsOf } from '#lib/domain/cohorts/matrix.ts';
import { totalOf } from '#lib/domain/cohorts/tallies.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import { toMinute } from '#lib/domain/quizzes/minute.ts';
import type { Ctx } from '../../context.ts';
import { listOtherCohorts } from '../../queries/cohort-settings.ts';
import { listCohortPeople, type NamePlace } from '../../queries/cohort-people.ts';
import { listInvitations, listOpenRequests } from '../../queries/joining.ts';
import { sumTallies } from '../../queries/tallies.ts';
import { placeText, readPlace } from '../admin/page-place.ts';
import { staffCohort } from './staff-cohort.ts';

const PAGE_SIZE = 50;
export const LONGEST_SEARCH = 100;

export interface PeopleQuestion {
  cohortId: string;
  words?: string | null;
  /** Where the list of people goes on; from the page before. */
  after?: string | null;
  /** Where the list of invitations goes on. */
  before?: string | null;
}

/** The staff of a cohort see how people come in, who waits, who was invited, and page by page who is in. */
export async function viewPeople(ctx: Ctx, question: PeopleQuestion) {
  const { actor, cohort, course } = await staffCohort(ctx, 'cohort.change', question.cohortId);
  const words = cleanName(question.words ?? '').slice(0, LONGEST_SEARCH);
  const now = ctx.now();
  const instructorId = scopeFor(actor, 'cohort.change') === 'all' ? null : actor.userId;
  const [people, tallies, requests, invited, targets] = await Promise.all([
    listCohortPeople(ctx.db, {
      cohortId: cohort.id,
      words: searchWordsOf(words),
      after: readNamePlace(question.after),
      limit: PAGE_SIZE + 1,
    }),
    sumTallies(ctx.db, { cohortIds: [cohort.id], moduleKey: '', kinds: ['learners'] }),
    listOpenRequests(ctx.db, { cohortId: cohort.id, after: null, limit: PAGE_SIZE + 1 }),
    listInvitations(ctx.db, {
      cohortId: cohort.id,
      after: readPlace(question.before),
      limit: PAGE_SIZE + 1,
    }),
    listOtherCohorts(ctx.db, { courseId: course.courseId, besides: cohort.id, instructorId }),
  ]);
  const page = people.slice(0, PAGE_SIZE);
  const [last, lastInvited] = [page.at(-1), invited.at(PAGE_SIZE - 1)];
  return {
    cohort: {
      id: cohort.id,
      name: cohort.name,
      joinCode: cohort.joinCode,
      joinMode: cohort.joinMode,
      joinLimit: cohort.joinLimit,
      joinCloses: toMinute(cohort.joinClosesAt),
      isOver: cohort.joinClosesAt !== null && cohort.joinClosesAt <= now,
      isArchived: cohort.archivedAt !== null,
    },
    learners: totalOf(tallies, 'learners'),
    words,
    people: page.map(({ sortName: _sortName, ...person }) => person),
    next: people.length > PAGE_SIZE && last ? nameText(last.sortName, last.userId) : null,
    requests: requests.slice(0, PAGE_SIZE),
    hasMoreRequests: requests.length > PAGE_SIZE,
    invitations: invited.slice(0, PAGE_SIZE).map((one) => ({
      id: one.id,
      email: one.email,
      invitedAt: one.invitedAt,
      expiresAt: one.expiresAt,
      acceptedAt: one.acceptedAt,
      state: invitationState(one, now),
    })),
    olderInvitations:
      invited.length > PAGE_SIZE && lastInvited
        ? placeText({ at: lastInvited.invitedAt, id: lastInvited.id })
        : null,
    targets,
  };
}

/** A place in the list as the page carries it: the id, a point, the name that it is sorted by. */
const nameText = (name: string, userId: string): string => `${userId}.${name}`;

function readNamePlace(text: string | null | undefined): NamePlace | null {
  const [userId = '', ...name] = (text ?? '').split('.');
  return isUuid(userId) ? { userId, name: name.join('.').replaceAll('\0', '').slice(0, 500) } : null;
}
