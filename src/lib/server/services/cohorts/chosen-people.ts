import { validate as isUuid } from 'uuid';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';

/** People whom one form may choose: as many as the longest page of a list shows. */
const MOST_CHOSEN = 500;

/** Ids of people as boxes of a form send them, each once. None chosen is said beside the form; what is no id does not exist. */
export function chosenPeople(userIds: readonly string[], field = 'people'): string[] {
  const chosen = [...new Set(userIds)];
  if (chosen.some((id) => !isUuid(id))) throw new AppError('not-found');
  if (chosen.length > MOST_CHOSEN) throw new AppError('too-large');
  refuseProblems({ [field]: chosen.length === 0 ? 'nobody-chosen' : null });
  return chosen;
}
