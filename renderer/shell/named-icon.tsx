// The icons of the menu, by the names that the registry gives to kinds. A chunk of its own: the frame shows before they are needed.

import {
  AppWindow,
  Apple,
  Activity,
  Bell,
  BookUser,
  Bot,
  Building2,
  House,
  IdCard,
  KeyRound,
  Laptop,
  Layers,
  LayoutGrid,
  Link2,
  Lock,
  Network,
  Package,
  Radio,
  ScrollText,
  Scroll,
  Server,
  Settings,
  Shield,
  ShieldCheck,
  SlidersHorizontal,
  Table2,
  Tag,
  Terminal,
  User,
  Users,
} from 'lucide-react'
import { iconProps } from '../ui/icons.ts'

const icons: Readonly<Record<string, typeof Tag>> = {
  app: AppWindow,
  apple: Apple,
  badge: IdCard,
  activity: Activity,
  bell: Bell,
  book: BookUser,
  bot: Bot,
  building: Building2,
  grid: LayoutGrid,
  house: House,
  key: KeyRound,
  laptop: Laptop,
  layers: Layers,
  link: Link2,
  lock: Lock,
  network: Network,
  package: Package,
  radio: Radio,
  scroll: ScrollText,
  scrolls: Scroll,
  server: Server,
  settings: Settings,
  shield: Shield,
  'shield-check': ShieldCheck,
  sliders: SlidersHorizontal,
  table: Table2,
  terminal: Terminal,
  user: User,
  users: Users,
}

/** A kind with a name that is not in the table still has its title. */
export function NamedIcon({ name, size = 16 }: { name: string; size?: number }) {
  const Icon = icons[name] ?? Tag
  return <Icon {...iconProps} size={size} />
}
