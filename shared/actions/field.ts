// What an action has to be told besides its targets: each field is a form for a person and a schema for the wire, declared once.

import { z } from 'zod'

interface FieldForm {
  readonly type: 'text' | 'longText' | 'count' | 'boolean' | 'choice' | 'instant' | 'list' | 'object' | 'changes' | 'data'
  readonly label: string
  readonly hint?: string
  readonly isRequired: boolean
  /** Never persisted, never shown, never in the ledger: lives in memory until its job has ended. */
  readonly isSecret?: boolean
  /** Says why, or until when: whom the action changes does not depend on it. */
  readonly isNote?: boolean
  /** What the form begins with; also what eligibility is judged with before anybody filled it in. */
  readonly initial?: string | number | boolean
  readonly min?: number
  /** Source of the expression that a text must fit; `hint` says it in words. */
  readonly pattern?: string
  readonly max?: number
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
  /** Asked only while another field, a choice, has this value. */
  readonly onlyWhen?: { readonly field: string; readonly is: string }
  /** Kind of the object to choose, for `object`. */
  readonly kind?: string
  /** What of the target may be changed, by its paths, for `changes`; those of type `data` are sent when taken back, and not asked for. */
  readonly fields?: readonly NamedForm[]
}

export type NamedForm = FieldForm & { readonly name: string }

export interface Field<Value = unknown> {
  readonly form: FieldForm
  readonly schema: z.ZodType<Value>
}

/** Longest text of an ordinary field, in characters; the service keeps no longer ones. */
const textCharactersMax = 1_024
const longTextCharactersMax = 64 * 1_024
const listItemsMax = 500

type Words = Omit<FieldForm, 'type' | 'isRequired' | 'choices' | 'kind' | 'fields'>

const field = <Value>(type: FieldForm['type'], words: Omit<FieldForm, 'type' | 'isRequired'>, schema: z.ZodType<Value>, isRequired = true): Field<Value> => ({ form: { type, isRequired, ...words }, schema })

export const fields = {
  text: (words: Words) => field('text', words, z.string().trim().min(1).max(words.max ?? textCharactersMax).regex(new RegExp(words.pattern ?? ''), words.hint)),
  longText: (words: Words) => field('longText', words, z.string().min(1).max(words.max ?? longTextCharactersMax)),
  /** A text that may be emptied. */
  anyText: (words: Words) => field('text', words, z.string().trim().max(words.max ?? textCharactersMax), false),
  /** A text as somebody once wrote it, spaces and all; it may be emptied. */
  plainText: (words: Words) => field('text', words, z.string().max(words.max ?? textCharactersMax), false),
  count: (words: Words & { readonly min: number; readonly max: number }) => field('count', words, z.number().int().min(words.min).max(words.max)),
  boolean: (words: Words) => field('boolean', words, z.boolean()),
  instant: (words: Words) => field('instant', words, z.iso.datetime({ offset: true })),
  /** `min` and `max` count its entries; `pattern` is what each has to fit. */
  list: (words: Words) => field('list', words, z.array(z.string().trim().min(1).max(textCharactersMax).regex(new RegExp(words.pattern ?? ''), words.hint)).min(words.min ?? 0).max(words.max ?? listItemsMax)),
  choice: <const Value extends string>(words: Words, choices: readonly { readonly value: Value; readonly label: string }[]) =>
    field<Value>('choice', { ...words, choices }, z.enum(choices.map(({ value }) => value) as [Value, ...Value[]])),
  /** The id of an object of this kind. */
  object: (words: Words, kind: string) => field('object', { ...words, kind }, z.string().min(1).max(128)),
  /** What of the target changes: each by its path, and only what is named. The edit form is made from it. */
  changes: <const Declared extends Readonly<Record<string, Field>>>(words: Words, declared: Declared) =>
    field<{ readonly [Name in keyof Declared]?: z.infer<Declared[Name]['schema']> | undefined }>(
      'changes',
      { ...words, fields: Object.entries(declared).map(([name, { form }]) => ({ name, ...form })) },
      z.strictObject(Object.fromEntries(Object.entries(declared).map(([name, { schema }]) => [name, schema.optional()]))) as never,
    ),
  /** Something that only the screen of the action can put together. */
  data: <Value>(words: Words, schema: z.ZodType<Value>) => field('data', words, schema),
}

/** The same field, not asked for; `undefined` leaves the thing as it is. */
export const optional = <Value>({ form, schema }: Field<Value>): Field<Value | undefined> => ({ form: { ...form, isRequired: false }, schema: schema.optional() as z.ZodType<Value | undefined> })

export type Fields = Readonly<Record<string, Field>>

/** Whether the edit form is made from them. */
export const areEdited = (declared: Fields): boolean => Object.values(declared).some(({ form }) => form.type === 'changes')

type Optional<F extends Fields> = { [K in keyof F]: undefined extends z.infer<F[K]['schema']> ? K : never }[keyof F]

export type ParametersOf<F extends Fields> = { readonly [K in Exclude<keyof F, Optional<F>>]: z.infer<F[K]['schema']> } & { readonly [K in Optional<F>]?: z.infer<F[K]['schema']> }

/** The schema of all parameters; what nobody declared is refused. */
export const parametersSchema = (declared: Fields): z.ZodType<Readonly<Record<string, unknown>>> => z.strictObject(Object.fromEntries(Object.entries(declared).map(([name, { schema }]) => [name, schema])))
