import type { AppErrorCode } from '#lib/domain/errors.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { SignedIn } from '#lib/server/auth/sessions.ts';

declare global {
  namespace App {
    interface Locals {
      ctx: Ctx;
      /** Who is logged in, as pages show them; null for a visitor. */
      signedIn: SignedIn | null;
    }
    interface Error {
      message: string;
      /** A refusal of ours; absent for a bug. */
      code?: AppErrorCode;
      /** What to quote to the operator; only for a bug. */
      id?: string;
    }
  }
}

export {};
