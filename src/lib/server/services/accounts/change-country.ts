import * as v from 'valibot';
import { COUNTRIES, parseCountry } from '#lib/domain/accounts/countries.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { countryOptions } from '#lib/i18n/staff-formats.ts';
import { authorize, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { findUser, updateUser } from '../../queries/accounts.ts';

export const changeCountryInput = v.object({ country: formText });

/** The country that a person said they are in (empty where they said none), and all that they may choose from, by name. */
export async function viewCountry(ctx: Ctx) {
  const { userId } = authorize(ctx, 'account.change');
  const country = (await findUser(ctx.db, userId))?.country ?? '';
  return { country, countries: countryOptions(COUNTRIES, ctx.locale) };
}

/** A person says which country they are in, or takes it back. It is counted in the reports of cohorts, and asked for nowhere else. */
export async function changeCountry(
  ctx: Ctx,
  input: v.InferOutput<typeof changeCountryInput>,
): Promise<void> {
  const { userId } = authorize(ctx, 'account.change');
  const country = parseCountry(input.country);
  refuseProblems({ country: country === undefined ? 'country-unknown' : null });
  await updateUser(ctx.db, userId, { country: country ?? null });
}
