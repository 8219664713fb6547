// Commands: make, edit, delete. A PUT replaces the whole command, so an edit sends everything that was read with the change.

import { z } from 'zod'
import { type ActionDescription, defineAction } from '../../actions/action.ts'
import { fields, optional } from '../../actions/field.ts'
import { deletion } from './deletion.ts'

/** Root, as the service knows it on Linux and macOS; on Windows nobody is named. */
const root = '000000000000000000000000'

const text = z.string().max(1_024).optional()
const details = {
  user: text,
  sudo: z.boolean().optional(),
  shell: z.enum(['', 'powershell', 'cmd']).optional(),
  timeout: z.string().regex(/^\d{1,6}$/).optional(),
  launchType: z.enum(['manual', 'trigger', 'repeated', 'one-time']).optional(),
  schedule: text,
  scheduleRepeatType: text,
  trigger: text,
  timeToLiveSeconds: z.number().int().min(0).optional(),
  description: text,
}
const created = z.strictObject(details)
/** As whom it runs is an id that no list tells, and a schedule is more than its fields: they are only put back. */
const changed = fields.changes({ label: 'Changes' }, {
  name: fields.text({ label: 'Name', max: 255 }),
  command: fields.longText({ label: 'Script', max: 65_536 }),
  description: fields.plainText({ label: 'Description' }),
  user: fields.data({ label: 'Runs as' }, details.user),
  sudo: fields.data({ label: 'Sudo' }, details.sudo),
  shell: fields.choice({ label: 'Shell', onlyWhen: { field: 'commandType', is: 'windows' } }, [{ value: '', label: 'None chosen' }, { value: 'powershell', label: 'PowerShell' }, { value: 'cmd', label: 'Command prompt' }]),
  timeout: fields.text({ label: 'Time limit in seconds', pattern: '^\\d{1,6}$', hint: 'Whole seconds, such as 120.' }),
  launchType: fields.data({ label: 'Starts' }, details.launchType),
  schedule: fields.data({ label: 'Schedule' }, details.schedule),
  scheduleRepeatType: fields.data({ label: 'Repeats' }, details.scheduleRepeatType),
  trigger: fields.data({ label: 'Trigger' }, details.trigger),
  timeToLiveSeconds: fields.data({ label: 'Time to live' }, details.timeToLiveSeconds),
})

/** Everything that a PUT takes; what is left out of one goes back to its default. */
const kept = ['name', 'command', 'commandType', 'commandRunners', 'files', 'filesS3', 'launchType', 'listensTo', 'schedule', 'scheduleRepeatType', 'sudo', 'systems', 'template', 'timeout', 'trigger', 'user', 'shell', 'timeToLiveSeconds', 'scheduleYear', 'description', 'aiGenerated', 'templatingRequired'] as const

const usual = (type: 'linux' | 'mac' | 'windows') => (type === 'windows' ? { shell: 'powershell', user: '' } : { user: root })

const create = defineAction({
  id: 'command.create',
  kind: 'command',
  target: 'new',
  class: 'B',
  words: { menu: 'New command…', title: 'Make {targets}', verb: 'Make', done: 'Made', already: 'Is there already' },
  menu: { place: 'new', group: 'edit', order: 1 },
  fields: {
    name: fields.text({ label: 'Name', max: 255 }),
    commandType: fields.choice({ label: 'For' }, [{ value: 'linux', label: 'Linux' }, { value: 'mac', label: 'macOS' }, { value: 'windows', label: 'Windows' }]),
    script: fields.longText({ label: 'Script' }),
    details: optional(fields.data({ label: 'Details' }, created)),
  },
  reads: {
    object: {
      route: { api: 'v1', path: '/commands', query: { filter: 'name:$eq:{name}', limit: '1' } },
      take: { as: 'row', rows: 'results', path: 'name', is: '{name}', isPaged: false },
      stored: null,
    },
  },
  refuse: ({ image }) => (image.object ? 'A command has this name.' : null),
  aims: ({ parameters }) => [
    { part: 'object', exists: true },
    { part: 'object', path: 'command', to: parameters.script },
    { part: 'object', path: 'commandType', to: parameters.commandType },
  ],
  requests: [{ api: 'v1', method: 'POST', path: '/commands', isIdempotent: false }],
  body: ({ parameters: { name, commandType, script, details: more } }) => ({ name, commandType, command: script, launchType: 'manual', ...usual(commandType), ...more }),
  inverse: () => ({ action: 'command.delete', parameters: {} }),
  consequences: ({ details: more }) => [{ about: 'device', text: more?.launchType === 'repeated' || more?.launchType === 'one-time' ? 'It starts by itself at its time on every device it is bound to.' : 'Nothing runs until somebody starts it.' }],
  volatile: [],
})

const edit = defineAction({
  id: 'command.edit',
  kind: 'command',
  target: 'each',
  class: 'B',
  words: { menu: 'Edit…', title: 'Edit {targets}', verb: 'Change', done: 'Changed', already: 'It says so already' },
  menu: { place: 'detail', group: 'edit', order: 10 },
  fields: { changes: changed },
  reads: { object: { kind: 'command', id: '{id}' } },
  refuse: () => null,
  aims: ({ parameters }) => Object.entries(parameters.changes).flatMap(([path, to]) => (to === undefined ? [] : [{ part: 'object', path, to }])),
  requests: [{ api: 'v1', method: 'PUT', path: '/commands/{id}', isIdempotent: true }],
  body: ({ image, parameters }) => ({ ...Object.fromEntries(kept.flatMap((name) => (image.object?.[name] === undefined || image.object[name] === null ? [] : [[name, image.object[name]]]))), ...parameters.changes }),
  inverse: ({ image, parameters }) => ({
    action: 'command.edit',
    parameters: { changes: Object.fromEntries(Object.entries(parameters.changes).flatMap(([name, to]) => {
      const was = image.object?.[name]
      return was !== undefined && was !== null ? [[name, was]] : typeof to === 'string' && name !== 'name' && name !== 'command' && name !== 'launchType' && name !== 'timeout' ? [[name, '']] : []
    })) },
  }),
  consequences: () => [{ about: 'device', text: 'The next run uses what it says then; runs that are on their way use the old script.' }],
  volatile: [],
})

export const commandActions: readonly ActionDescription[] = [
  create,
  edit,
  deletion({
    kind: 'command',
    api: 'v1',
    path: '/commands/{id}',
    consequences: [{ about: 'device', text: 'It no longer runs, also where it was scheduled or bound.' }],
    irreversible: 'The script is kept here in what was read before; the command has to be made again and bound again.',
  }),
]
