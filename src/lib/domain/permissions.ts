/**
 * Who may do what: one row per action. Each rule answers from the actor and the facts of the resource alone; the same table
 * tells which rows may be listed (`scope`). A refusal about somebody else's row is shown as "not found".
 */

export const ROLES = ['learner', 'instructor', 'admin'] as const;

export type Role = (typeof ROLES)[number];

export interface Actor {
  userId: string;
  role: Role;
}

/** What a rule may know of the thing it judges. */
export interface Resource {
  /** Whose row it is. */
  ownerId?: string | null;
  /** Instructors of the cohort it belongs to. */
  instructorIds?: readonly string[];
}

export type Scope = 'all' | 'own-cohorts' | 'own' | 'none';

interface Rule {
  may(actor: Actor, resource: Resource): boolean;
  /** Which rows of this kind the role may list. */
  scope: Record<Role, Scope>;
}

const own = (actor: Actor, resource: Resource) => resource.ownerId === actor.userId;
const teaches = (actor: Actor, resource: Resource) =>
  actor.role === 'instructor' && (resource.instructorIds ?? []).includes(actor.userId);
const isAdmin = (actor: Actor) => actor.role === 'admin';

const ownOnly: Rule = { may: own, scope: { learner: 'own', instructor: 'own', admin: 'own' } };
const staffOfCohort: Rule = {
  may: (actor, resource) => isAdmin(actor) || teaches(actor, resource),
  scope: { learner: 'none', instructor: 'own-cohorts', admin: 'all' },
};
const adminOnly: Rule = { may: isAdmin, scope: { learner: 'none', instructor: 'none', admin: 'all' } };

const RULES = {
  'account.change': ownOnly,
  'course.enrol': ownOnly,
  'learning.read': ownOnly,
  'learning.record': ownOnly,
  'attempt.take': ownOnly,
  'attempt.review': ownOnly,
  'certificate.download': ownOnly,
  'certificate.correct': ownOnly,
  'certificate.manage': adminOnly,
  'cohort.read': staffOfCohort,
  /** Its dates, its address to join, who is in it, what is sent to it. */
  'cohort.change': staffOfCohort,
  'learner.read': staffOfCohort,
  'learner.help': staffOfCohort,
  'quiz.schedule': staffOfCohort,
  // Of a course: `instructorIds` are those of all its cohorts.
  'question.read': staffOfCohort,
  'question.change': staffOfCohort,
  'question.regrade': staffOfCohort,
  'recording.read': staffOfCohort,
  'recording.change': staffOfCohort,
  'certificate.design': staffOfCohort,
  'audit.read': adminOnly,
  'admin.enter': adminOnly,
  'outbox.read': adminOnly,
  'user.manage': adminOnly,
  'cohort.manage': adminOnly,
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof RULES;

/** May this actor do this to that? Worked example: an instructor may `cohort.read` only where `instructorIds` holds them. */
export function isAllowed(actor: Actor, action: Action, resource: Resource = {}): boolean {
  return RULES[action].may(actor, resource);
}

/** Which rows the actor may list for that action: an instructor lists `own-cohorts` for `cohort.read`. */
export function scopeFor(actor: Actor, action: Action): Scope {
  return RULES[action].scope[actor.role];
}
