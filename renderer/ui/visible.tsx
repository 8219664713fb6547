// A text that came from an organization: isolated in direction, invisible characters pictured.

import { pictureText } from './visible-text.ts'

export const Visible = ({ text, className }: { text: string; className?: string }) => <bdi className={className}>{pictureText(text)}</bdi>
