// The contract language: an operation is a value with schemas both ways, its host, its effect and its deadline.

import type { z } from 'zod'
import type { Effect } from '../actions/effect.ts'

export type Host = 'main' | 'engine'

interface OperationBase<Input extends z.ZodType, Output extends z.ZodType, H extends Host> {
  readonly host: H
  readonly input: Input
  readonly output: Output
  readonly deadlineMs: number
  /** Never logged, and never echoed in a schema error. */
  readonly sensitive?: boolean
  /** The output is parsed in development and tests only: row pages are too large to parse twice in production. */
  readonly bulk?: boolean
}

/** Reads; may be cached until one of the kinds it reads changes. */
export interface Query<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType, H extends Host = Host> extends OperationBase<Input, Output, H> {
  readonly type: 'query'
  /** What it reads: kinds of the registry or one of the names in `changes`. */
  reads(input: z.infer<Input>): readonly string[]
}

/** Does something; its effect decides what the gate asks for. */
export interface Task<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType, H extends Host = Host> extends OperationBase<Input, Output, H> {
  readonly type: 'task'
  readonly effect: Effect
}

/** A stream from the host to the windows; a late subscriber gets the latest item first. */
export interface Topic<Params extends z.ZodType = z.ZodType, Item extends z.ZodType = z.ZodType> {
  readonly type: 'topic'
  readonly host: Host
  readonly params: Params
  readonly item: Item
  readonly itemsPerSecondMax: number
  /** Joins two items that fall into one slot; without it the later one stands for both. */
  merge?(earlier: z.infer<Item>, later: z.infer<Item>): z.infer<Item>
  /** Items say only what changed: a late subscriber gets all of them merged into one. */
  readonly isInParts?: boolean
}

export type Operation = Query | Task
export type Declaration = Operation | Topic

export const query = <Input extends z.ZodType, Output extends z.ZodType, H extends Host>(
  declaration: Omit<Query<Input, Output, H>, 'type'>,
): Query<Input, Output, H> => ({ type: 'query', ...declaration })

export const task = <Input extends z.ZodType, Output extends z.ZodType, H extends Host>(
  declaration: Omit<Task<Input, Output, H>, 'type'>,
): Task<Input, Output, H> => ({ type: 'task', ...declaration })

export const topic = <Params extends z.ZodType, Item extends z.ZodType>(declaration: Omit<Topic<Params, Item>, 'type'>): Topic<Params, Item> => ({
  type: 'topic',
  ...declaration,
})
