// The three safety levels in words: the same in the badge, in the first set-up and in the settings.

import { safetyTitles } from '../../shared/actions/safety-titles.ts'
import type { Organization } from '../../shared/contract/organization.ts'

type Safety = Organization['safety']

export const safetyLevels: readonly Safety[] = ['readOnly', 'guarded', 'expert']

export const safetyWords: { readonly [Level in Safety]: { readonly title: string; readonly explanation: string } } = {
  readOnly: { title: safetyTitles.readOnly, explanation: 'Nothing can be changed in JumpCloud from here.' },
  guarded: { title: safetyTitles.guarded, explanation: 'Every change is shown as a plan first and asks for a confirmation.' },
  expert: { title: safetyTitles.expert, explanation: 'Single reversible changes need no plan. Everything else is planned and confirmed.' },
}
