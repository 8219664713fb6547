// Commands: scripts that JumpCloud runs on devices (v1 /commands).

import { z } from 'zod'
import { bindingActionsOf } from './actions/bindings.ts'
import { commandActions } from './actions/commands.ts'
import { defineResource } from './define.ts'

const text = z.string().nullish()

export const command = defineResource({
  kind: 'command',
  words: { one: 'command', many: 'commands', title: 'Commands', section: 'deviceManagement', icon: 'terminal' },
  wire: { name: 'command', graphType: 'command', idField: '_id' },
  list: { api: 'v1', path: '/commands', envelope: 'results', total: 'body', sort: '_id' },
  one: { path: '/commands/{id}' },
  search: { path: '/search/commands' },
  schema: z.looseObject({
    _id: z.string(),
    name: z.string(),
    command: text,
    commandType: text,
    launchType: text,
    schedule: text,
    scheduleRepeatType: text,
    trigger: text,
    description: text,
  }),
  titlePaths: ['name'],
  naturalKeys: ['name'],
  columns: [
    { path: 'name', type: 'text', title: 'Name', filter: true, sort: true, search: true, shown: true, width: 240, diff: 'value' },
    {
      path: 'commandType',
      type: 'choice',
      title: 'For',
      filter: true,
      sort: true,
      shown: true,
      width: 110,
      diff: 'value',
      choices: [
        { value: 'windows', label: 'Windows' },
        { value: 'mac', label: 'macOS' },
        { value: 'linux', label: 'Linux' },
      ],
    },
    {
      path: 'launchType',
      type: 'choice',
      title: 'Starts',
      filter: true,
      sort: true,
      shown: true,
      width: 110,
      diff: 'value',
      choices: [
        { value: 'manual', label: 'By hand' },
        { value: 'trigger', label: 'On a trigger' },
        { value: 'repeated', label: 'Repeatedly' },
        { value: 'one-time', label: 'Once' },
      ],
    },
    { path: 'trigger', type: 'text', title: 'Trigger', filter: true, sort: true, shown: true, width: 140, diff: 'value' },
    {
      path: 'scheduleRepeatType',
      type: 'choice',
      title: 'Repeats',
      filter: true,
      shown: true,
      width: 110,
      diff: 'value',
      choices: [
        { value: 'minute', label: 'By minutes' },
        { value: 'hour', label: 'Hourly' },
        { value: 'day', label: 'Daily' },
        { value: 'week', label: 'Weekly' },
        { value: 'month', label: 'Monthly' },
      ],
    },
    { path: 'schedule', type: 'text', title: 'Schedule', width: 140, diff: 'value' },
    { path: 'command', type: 'text', title: 'Script', search: true, width: 320, diff: 'value' },
    { path: 'description', type: 'text', title: 'Description', search: true, width: 240, diff: 'value' },
    { path: '_id', type: 'id', title: 'ID', search: true, width: 210, diff: 'ignore' },
  ],
  filters: [],
  sync: { order: 80, mode: 'fullPass' },
  actions: [...commandActions, ...bindingActionsOf('command')],
  example: {},
})
