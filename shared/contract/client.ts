// Everything the two ends need, derived from the contract value: inputs, outputs, items, the client, complete handler maps.

import type { z } from 'zod'
import type { Contract, EngineContract } from './index.ts'
import type { Host, Operation, Topic } from './define.ts'

type AnyContract = Contract & EngineContract

export type OperationName = { [Name in keyof Contract]: Contract[Name] extends Operation ? Name : never }[keyof Contract]
export type QueryName = { [Name in OperationName]: Contract[Name] extends { type: 'query' } ? Name : never }[OperationName]
export type TaskName = { [Name in OperationName]: Contract[Name] extends { type: 'task' } ? Name : never }[OperationName]
export type TopicName = { [Name in keyof Contract]: Contract[Name] extends Topic ? Name : never }[keyof Contract]
export type EngineOperationName = { [Name in keyof AnyContract]: AnyContract[Name] extends Operation & { host: 'engine' } ? Name : never }[keyof AnyContract]

type SchemaOf<Name extends keyof AnyContract, Key extends string> = AnyContract[Name] extends Record<Key, infer Schema extends z.ZodType> ? Schema : never

export type Input<Name extends keyof AnyContract> = z.input<SchemaOf<Name, 'input'>>
export type ParsedInput<Name extends keyof AnyContract> = z.output<SchemaOf<Name, 'input'>>
export type Output<Name extends keyof AnyContract> = z.output<SchemaOf<Name, 'output'>>
export type Item<Name extends TopicName> = z.output<SchemaOf<Name, 'item'>>
export type Params<Name extends TopicName> = z.output<SchemaOf<Name, 'params'>>

/** What a handler knows about the call besides its input. */
export interface CallContext {
  readonly signal: AbortSignal
  readonly callId: string
  /** Which window asks; known in main only. */
  readonly window?: number
}

/** Both ends of a contract hosted in one process: complete by construction, misplaced handlers are compile errors. */
export type Handlers<C, H extends Host> = {
  readonly [Name in keyof C as C[Name] extends Operation & { host: H } ? Name : never]: (
    input: C[Name] extends { input: infer Schema extends z.ZodType } ? z.output<Schema> : never,
    context: CallContext,
  ) => Promise<C[Name] extends { output: infer Schema extends z.ZodType } ? z.output<Schema> : never>
}

export interface Client {
  call<Name extends OperationName>(name: Name, input: Input<Name>, options?: { signal?: AbortSignal }): Promise<Output<Name>>
  subscribe<Name extends TopicName>(name: Name, params: Params<Name>, onItem: (item: Item<Name>) => void): () => void
}
