// The safety levels of an organization by name: in the badge, in the settings and in the ledger.

export const safetyTitles = { readOnly: 'Read-only', guarded: 'Guarded', expert: 'Expert' } as const
