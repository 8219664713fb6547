// The modules that registry-plugin.ts generates from shared/resources at build time; bridge/registry*.ts give them their types.

declare module 'virtual:registry' {
  export const registry: unknown
}

declare module 'virtual:registry-lists' {
  export const listData: unknown
}

declare module 'virtual:registry-columns' {
  export const columnData: unknown
}

declare module 'virtual:registry-live' {
  export const liveData: unknown
}

declare module 'virtual:registry-overview' {
  export const overviewData: unknown
}

declare module 'virtual:registry-actions' {
  export const actionData: unknown
}
