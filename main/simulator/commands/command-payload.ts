// Commands as the service sends them: a short row in the list, everything when asked for by id.

import { createRandom } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { CommandDescription } from './command-catalogue.ts'

const commandTypes = { windows: 'windows', darwin: 'mac', linux: 'linux' } as const

export function commandRow(command: CommandDescription, id: string, organization: string): RawObject {
  return {
    _id: id,
    name: command.name,
    command: command.script,
    commandType: commandTypes[command.family],
    launchType: command.launch,
    listensTo: '',
    organization,
    schedule: command.schedule,
    scheduleRepeatType: command.repeats,
    trigger: command.trigger,
    description: command.description,
    aiGenerated: false,
    templatingRequired: false,
    id,
  }
}

/** What only the single object has. */
export function commandDetails({ family, name, script }: CommandDescription, administrators: readonly string[]): RawObject {
  const random = createRandom(script.length).fork(name)
  return {
    commandRunners: administrators.slice(0, 1),
    files: [],
    filesS3: [],
    shell: family === 'windows' ? 'powershell' : '',
    sudo: false,
    systems: [],
    template: '',
    timeout: random.pick(['30', '120', '120', '600']),
    timeToLiveSeconds: random.pick([0, 86_400, 604_800]),
    // Windows runs commands as the system; the others name whom.
    user: family === 'windows' ? '' : '000000000000000000000000',
  }
}
