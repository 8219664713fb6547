// Shapes of the modules that registry-plugin.ts generates from shared/resources at build time.

declare module 'virtual:registry' {
  export const registry: import('./bridge/registry.ts').Registry
}

declare module 'virtual:registry-columns' {
  export const columnData: import('./bridge/registry-columns.ts').ColumnData
}
