import * as m from '#lib/i18n/paraglide/messages.js';

type ModuleState = 'not-started' | 'in-progress' | 'complete';

/** How a stop of the pathway is drawn, and what it is called for those who do not see it. */
export function stopOf(state: ModuleState): { state: 'hollow' | 'half' | 'filled'; stateLabel: string } {
  switch (state) {
    case 'not-started':
      return { state: 'hollow', stateLabel: m.state_not_started() };
    case 'in-progress':
      return { state: 'half', stateLabel: m.state_in_progress() };
    case 'complete':
      return { state: 'filled', stateLabel: m.state_complete() };
  }
}
