// The numbers of the overview of all organizations, as the registry declares them. Loaded with the overview.

import { overviewData } from 'virtual:registry-overview'
import type { OverviewColumn as Declared } from '../../shared/resources/derive/overview-columns.ts'
import type { Kind } from '../../shared/resources/index.ts'

export type OverviewColumn = Omit<Declared, 'kind'> & { readonly kind: Kind }

export const overviewColumns = overviewData as readonly OverviewColumn[]
