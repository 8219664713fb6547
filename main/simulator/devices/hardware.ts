// The machines of a fleet: makers, models and serial numbers as they look on the back.

import type { Random } from '../../../shared/base/random.ts'
import type { Family } from './releases.ts'

export interface Hardware {
  readonly vendor: string
  readonly model: string
  readonly serialNumber: string
  readonly cpu: string
  readonly isArm: boolean
  readonly memoryBytes: number
  readonly isLaptop: boolean
}

interface Model {
  readonly vendor: string
  readonly model: string
  readonly cpu: string
  readonly isArm?: boolean
  readonly isDesktop?: boolean
}

const models: Readonly<Record<Family | 'server', readonly Model[]>> = {
  windows: [
    { vendor: 'Dell Inc.', model: 'Latitude 5450', cpu: 'Intel(R) Core(TM) Ultra 5 135U' },
    { vendor: 'Dell Inc.', model: 'OptiPlex 7020', cpu: 'Intel(R) Core(TM) i5-14500', isDesktop: true },
    { vendor: 'LENOVO', model: 'ThinkPad T14 Gen 4', cpu: '13th Gen Intel(R) Core(TM) i5-1335U' },
    { vendor: 'LENOVO', model: 'ThinkCentre M70q', cpu: '12th Gen Intel(R) Core(TM) i5-12400T', isDesktop: true },
    { vendor: 'HP', model: 'EliteBook 840 G10', cpu: '13th Gen Intel(R) Core(TM) i7-1355U' },
    { vendor: 'Microsoft Corporation', model: 'Surface Laptop 6', cpu: 'Intel(R) Core(TM) Ultra 7 165H' },
  ],
  darwin: [
    { vendor: 'Apple Inc.', model: 'MacBook Air (13-inch, M3, 2024)', cpu: 'Apple M3', isArm: true },
    { vendor: 'Apple Inc.', model: 'MacBook Pro (14-inch, M4 Pro, 2024)', cpu: 'Apple M4 Pro', isArm: true },
    { vendor: 'Apple Inc.', model: 'MacBook Pro (16-inch, 2019)', cpu: 'Intel(R) Core(TM) i7-9750H CPU @ 2.60GHz' },
    { vendor: 'Apple Inc.', model: 'iMac (24-inch, M1, 2021)', cpu: 'Apple M1', isArm: true, isDesktop: true },
  ],
  linux: [
    { vendor: 'LENOVO', model: 'ThinkPad X1 Carbon Gen 11', cpu: '13th Gen Intel(R) Core(TM) i7-1365U' },
    { vendor: 'Dell Inc.', model: 'Precision 3680 Tower', cpu: 'Intel(R) Core(TM) i9-14900', isDesktop: true },
    { vendor: 'Framework', model: 'Laptop 13 (AMD Ryzen 7040Series)', cpu: 'AMD Ryzen 7 7840U w/ Radeon 780M Graphics' },
  ],
  server: [
    { vendor: 'VMware, Inc.', model: 'VMware Virtual Platform', cpu: 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz', isDesktop: true },
    { vendor: 'Dell Inc.', model: 'PowerEdge R650', cpu: 'Intel(R) Xeon(R) Silver 4310 CPU @ 2.10GHz', isDesktop: true },
    { vendor: 'Amazon EC2', model: 'm6i.large', cpu: 'Intel(R) Xeon(R) Platinum 8375C CPU @ 2.90GHz', isDesktop: true },
  ],
}

const letters = [...'0123456789BCDFGHJKLMNPQRSTVWXYZ']

export function hardwareOf(family: Family, isServer: boolean, random: Random): Hardware {
  const { vendor, model, cpu, isArm = false, isDesktop = false } = random.pick(models[isServer ? 'server' : family])
  return { vendor, model, cpu, isArm, memoryBytes: random.pick([8, 16, 16, 16, 32]) * 1_073_741_824, isLaptop: !isDesktop, serialNumber: serialNumber(vendor, random) }
}

function serialNumber(vendor: string, random: Random): string {
  const part = (length: number) => Array.from({ length }, () => random.pick(letters)).join('')
  switch (vendor) {
    case 'Apple Inc.':
      return part(10)
    case 'LENOVO':
      return `PF${part(6)}`
    case 'Dell Inc.':
      return part(7)
    case 'VMware, Inc.':
      return `VMware-56 4d ${random.hex(2)} ${random.hex(2)} ${random.hex(2)} ${random.hex(2)}-${random.hex(4)}`
    case 'Amazon EC2':
      return `ec2${random.hex(8)}-${random.hex(4)}`
    default:
      return `5CD${part(7)}`
  }
}
