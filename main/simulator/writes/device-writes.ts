// Writes to devices: their fields, deletion, and what they are told to do.

import { z } from 'zod'
import { createRandom } from '../../../shared/base/random.ts'
import type { RawObject } from '../../../shared/resources/derive/row-projection.ts'
import { badRequest, refusals } from '../answer.ts'
import type { EstateOrganization } from '../estate-organization.ts'
import type { Route } from '../routes.ts'
import { conflict, noBody, noContent, write } from './write.ts'

const flag = z.boolean().optional()

const changedDevice = z.looseObject({
  displayName: z.string().optional(),
  allowMultiFactorAuthentication: flag,
  allowPublicKeyAuthentication: flag,
  allowSshPasswordAuthentication: flag,
  allowSshRootLogin: flag,
  attributes: z.array(z.looseObject({ name: z.string(), value: z.string() })).optional(),
  tags: z.array(z.string()).optional(),
  // The two that the vendor's own tool sends although no document has them.
  systemInsights: z.looseObject({ state: z.enum(['enabled', 'deferred']) }).optional(),
  'primarySystemUser.id': z.string().optional(),
})
const plain = ['displayName', 'allowMultiFactorAuthentication', 'allowPublicKeyAuthentication', 'allowSshPasswordAuthentication', 'allowSshRootLogin', 'attributes', 'tags'] as const

const put = write({
  method: 'PUT',
  api: 'v1',
  path: '/systems/{id}',
  kind: 'device',
  body: changedDevice,
  handle: ({ organization, parameters }, body) => {
    const devices = organization.tableOf('device')
    const index = devices.indexOf(parameters.id!)
    if (index === null) return refusals.notFound
    const user = body['primarySystemUser.id']
    if (user !== undefined && user !== '' && organization.users.indexOf(user) === null) return badRequest('invalid primarySystemUser.id')
    const fields: RawObject = {
      ...Object.fromEntries(plain.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]]))),
      ...(body.systemInsights ? { systemInsights: { state: body.systemInsights.state } } : {}),
      ...(user === undefined ? {} : { primarySystemUser: { id: user || null } }),
    }
    organization.updateObject('device', index, fields, { type: 'system_update', resource: deviceResource(organization, index) })
    return { status: 200, body: devices.at(index) }
  },
})

const remove = write({
  method: 'DELETE',
  api: 'v1',
  path: '/systems/{id}',
  kind: 'device',
  body: noBody,
  handle: ({ organization, parameters }) => {
    const devices = organization.tableOf('device')
    const index = devices.indexOf(parameters.id!)
    if (index === null) return refusals.notFound
    const row = devices.at(index)
    organization.deleteDevice(parameters.id!)
    return { status: 200, body: row }
  },
})

const deviceResource = (organization: EstateOrganization, index: number): RawObject => ({ id: organization.tableOf('device').idAt(index), type: 'system', hostname: organization.tableOf('device').at(index).hostname })

const powers = ['lock', 'restart', 'shutdown', 'erase'] as const

/** Linux and Windows: queued when the device is away. */
const builtIn = (name: (typeof powers)[number]): Route =>
  write({
    method: 'POST',
    api: 'v1',
    path: `/systems/{id}/command/builtin/${name}`,
    kind: 'device',
    body: noBody,
    handle: ({ organization, parameters }) => {
      const devices = organization.tableOf('device')
      const index = devices.indexOf(parameters.id!)
      if (index === null) return refusals.notFound
      const raw = devices.at(index)
      if (!(raw.builtInCommands as readonly { name: string }[]).some((entry) => entry.name === name)) return conflict(`the device does not offer ${name}`)
      organization.happened('command_run', deviceResource(organization, index), { message_chain: { message_details: `built-in command ${name}` } })
      return { status: 201, body: '' }
    },
  })

const apple = (name: (typeof powers)[number]): Route =>
  write({
    method: 'POST',
    api: 'v2',
    path: `/applemdms/{mdm}/devices/{id}/${name}`,
    kind: 'device',
    body: name === 'lock' || name === 'erase' ? z.looseObject({ pin: z.string().regex(/^\d{6}$/).optional() }) : noBody,
    handle: ({ organization, parameters }) => {
      const devices = organization.tableOf('device')
      if (organization.tableOf('appleMdm').indexOf(parameters.mdm!) === null) return refusals.notFound
      const index = devices.indexes().find((at) => (devices.at(at).mdm as { internal?: { deviceId?: string } }).internal?.deviceId === parameters.id)
      if (index === undefined) return refusals.notFound
      organization.happened('mdm_command_result', deviceResource(organization, index), { message_chain: { message_details: name } })
      return noContent
    },
  })

const run = write({
  method: 'POST',
  api: 'v1',
  path: '/runCommand',
  kind: 'command',
  body: z.looseObject({ _id: z.string().optional(), systemIds: z.array(z.string()).optional() }),
  handle: ({ organization }, { _id, systemIds = [] }) => {
    if (!_id) return badRequest('command id is required')
    const commands = organization.tableOf('command')
    const command = commands.indexOf(_id)
    if (command === null) return refusals.notFound
    const devices = systemIds.map((id) => organization.tableOf('device').indexOf(id))
    if (devices.includes(null)) return badRequest('unknown systemIds')
    const random = createRandom(organization.presentMs % 2_147_483_647).fork(`${_id} ${organization.commandRuns.length}`)
    organization.ran(command, devices as number[], organization.presentMs)
    organization.happened('command_run', { id: _id, type: 'command', name: commands.at(command).name }, { message_chain: { message_details: `sent to ${devices.length} devices` } })
    return { status: 200, body: { queueIds: devices.map(() => random.hex(24)), workflowInstanceId: random.hex(24) } }
  },
})

export const deviceWrites: readonly Route[] = [put, remove, ...powers.map(builtIn), ...powers.map(apple), run]
