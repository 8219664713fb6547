// Shapes of the modules that registry-plugin.ts generates from shared/resources at build time.

declare module 'virtual:registry' {
  export const registry: import('./bridge/registry.ts').Registry
}

declare module 'virtual:registry-columns' {
  export const columnData: import('./bridge/registry-columns.ts').ColumnData
}

declare module 'virtual:registry-lists' {
  export const listData: import('./bridge/registry-lists.ts').ListData
}

declare module 'virtual:registry-live' {
  export const liveData: readonly import('./bridge/registry-live.ts').LiveDetailData[]
}
