import type { Role } from '#lib/domain/permissions.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

export const ROLE_NAMES: Record<Role, () => string> = {
  learner: m.role_learner,
  instructor: m.role_instructor,
  admin: m.role_admin,
};
