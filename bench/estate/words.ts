// What the generated services are called, tagged and blamed for: the kind of text that real estates have.

export const domains = [
  'payments',
  'search',
  'catalog',
  'checkout',
  'identity',
  'billing',
  'shipping',
  'inventory',
  'pricing',
  'notifications',
  'recommendations',
  'fraud',
  'reporting',
  'media',
  'partner',
] as const

export const parts = [
  'ledger',
  'indexer',
  'gateway',
  'session',
  'invoice',
  'routing',
  'stock',
  'quote',
  'email',
  'feed',
  'scoring',
  'export',
  'thumbnail',
  'webhook',
] as const

export const roles = ['api', 'worker', 'consumer', 'scheduler', 'proxy', 'cron', 'web', 'relay'] as const

export const teams = [
  'core',
  'growth',
  'platform',
  'finance',
  'data',
  'mobile',
  'logistics',
  'trust',
] as const

export const tiers = ['critical', 'standard', 'batch'] as const
