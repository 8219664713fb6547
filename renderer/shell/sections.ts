// The portal's sections: their titles, and the kinds that each one lists. Hidden kinds (edges, the organization's record) never show.

import type { Section } from '../../shared/resources/define.ts'
import { type KindData, listedKinds } from '../bridge/registry.ts'

export const sectionTitles: { readonly [Name in Section]: string } = {
  userManagement: 'User management',
  userAuthentication: 'User authentication',
  deviceManagement: 'Device management',
  directoryIntegrations: 'Directory integrations',
  securityManagement: 'Security management',
  insights: 'Insights',
  account: 'Account',
}

/** `own` leaves out the kinds that have their home in another section and are listed here again. */
export const kindsOfSection = (section: Section, which: 'own' | 'all'): KindData[] =>
  listedKinds.filter(({ words }) => words.section === section || (which === 'all' && words.alsoIn === section))
