import { unknownPath } from '@/lib/server/unknown-path'

export const GET = unknownPath
export const POST = unknownPath
