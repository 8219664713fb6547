// What commands printed on devices: the runs of the last weeks, worked out once per organization from schedules and bindings.

import { hashText } from '../../../shared/base/random.ts'
import { dayMs, hourMs, instantFromMs } from '../../../shared/base/instant.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import type { Blueprint } from '../blueprint.ts'
import { newCommand } from './command-catalogue.ts'
import { indexesReachedFrom } from '../graph/effective.ts'
import type { Graph } from '../graph/graph.ts'
import { fraction, mix, randomAt } from '../mixing.ts'

export interface CommandRun {
  readonly command: number
  readonly device: number
  readonly requestMs: number
}

const runsMaxPerCommand = 120

const startMsOf = ({ nowMs }: Blueprint, seed: number, command: number, round: number): number => nowMs - round * 7 * dayMs - (1 + (mix(seed, command * 8 + round) % 120)) * hourMs

/** All runs that are remembered, oldest first: repeated commands every week, others now and then. */
export function commandRuns(blueprint: Blueprint, graph: Graph): CommandRun[] {
  const seed = blueprint.seedFor('command runs')
  const runs: CommandRun[] = []
  for (const [command, { family, launch }] of blueprint.commands.entries()) {
    const devices = [...indexesReachedFrom(graph, 'command', command, 'system')].filter((device) => blueprint.fleet.at(device).release.family === family)
    const rounds = launch === 'repeated' ? 4 : 1 + (mix(seed, command) % 2)
    for (let round = 0; round < rounds; round++) {
      const startMs = startMsOf(blueprint, seed, command, round)
      for (const device of devices.slice(0, Math.floor(runsMaxPerCommand / rounds))) {
        // A device that is silent since then never got the command.
        if (blueprint.fleet.at(device).lastContactMs > startMs) runs.push({ command, device, requestMs: startMs + (mix(seed, device) % 240) * 1_000 })
      }
    }
  }
  return runs.sort((left, right) => left.requestMs - right.requestMs || left.device - right.device)
}

/** A command that devices have not fetched yet. */
export interface Waiting {
  readonly command: number
  readonly devices: readonly number[]
}

/** Repeated commands wait for every device that was silent since they last began. */
export function seededQueue(blueprint: Blueprint, graph: Graph): Waiting[] {
  const seed = blueprint.seedFor('command runs')
  return blueprint.commands.flatMap(({ family, launch }, command): Waiting[] => {
    if (launch !== 'repeated') return []
    const devices = [...indexesReachedFrom(graph, 'command', command, 'system')].filter((device) => {
      const { release, lastContactMs } = blueprint.fleet.at(device)
      return release.family === family && lastContactMs <= startMsOf(blueprint, seed, command, 0)
    })
    return devices.length > 0 ? [{ command, devices }] : []
  })
}

export interface RunSurroundings {
  readonly organization: string
  readonly blueprint: Blueprint
  readonly commandOf: (index: number) => RawObject
  readonly deviceOf: (index: number) => RawObject
}

export function commandResultPayload({ organization, blueprint, commandOf, deviceOf }: RunSurroundings, run: CommandRun, index: number, id: string): RawObject {
  const random = randomAt(blueprint.seedFor('command results'), index)
  const description = blueprint.commands[run.command] ?? newCommand(run.command)
  const command = commandOf(run.command)
  const device = deviceOf(run.device)
  const isFailed = fraction(blueprint.seedFor('command failures'), run.command * 8_192 + run.device) < description.failing
  const respondedMs = run.requestMs + random.integer(2, 900) * 1_000
  const workflow = `${(hashText(`${organization} ${run.command} ${Math.floor(run.requestMs / dayMs)}`) >>> 0).toString(16).padStart(8, '0')}${id.slice(8)}`
  return {
    _id: id,
    command: command.command,
    exitCode: isFailed ? 1 : 0,
    files: [],
    id,
    name: command.name,
    organization,
    requestTime: instantFromMs(run.requestMs),
    response: { id: random.hex(24), data: { exitCode: isFailed ? 1 : 0, output: isFailed ? description.failure : description.output }, error: isFailed && random.chance(0.3) ? 'exit status 1' : '' },
    responseTime: instantFromMs(respondedMs),
    sudo: false,
    system: device.displayName,
    systemId: device._id,
    user: description.family === 'windows' ? 'SYSTEM' : 'root',
    workflowId: workflow,
    workflowInstanceId: workflow,
  }
}

const outputCharactersInLists = 40

/** Lists cut the output and leave out what only the single result tells. */
export function listedResult({ files: _files, organization: _organization, workflowInstanceId: _workflow, ...raw }: RawObject): RawObject {
  const response = raw.response as { data?: { output?: string }; error?: string } | undefined
  if (response?.data?.output === undefined) return raw
  return { ...raw, response: { data: { ...response.data, output: response.data.output.slice(0, outputCharactersInLists) }, error: response.error } }
}
