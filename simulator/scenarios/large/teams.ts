/** How a team writes the names of its services. */
export type Habit = 'full' | 'short' | 'snake' | 'pascal' | 'prefixed' | 'versioned' | 'regional'

/** A team of the company: what it works on, and how it names it. */
export type Team = { name: string; habit: Habit; nouns: readonly string[] }

const team = (name: string, habit: Habit, nouns: string): Team => ({ name, habit, nouns: nouns.split(' ') })

/** Every team by its name. */
export const teams: ReadonlyMap<string, Team> = new Map(
  [
    team(
      'storefront',
      'full',
      'home landing product-page category-page header footer theme session asset image',
    ),
    team(
      'checkout',
      'full',
      'cart basket promo tax address delivery-slot order-draft gift-card express receipt',
    ),
    team(
      'payments',
      'full',
      'ledger capture refund payout chargeback invoice wallet token acquirer settlement',
    ),
    team('search', 'short', 'search query suggest ranking synonym facet crawler vector spelling relevance'),
    team(
      'catalog',
      'pascal',
      'Product Category Brand Media Variant Attribute Bundle Feed Enrichment Taxonomy',
    ),
    team(
      'pricing',
      'full',
      'price-list discount margin competitor elasticity repricer voucher campaign rule quote',
    ),
    team(
      'inventory',
      'prefixed',
      'stock reservation warehouse-sync count forecast allocation transfer lot sku shelf',
    ),
    team(
      'fulfilment',
      'snake',
      'pick_list pack_station wave dispatch label manifest dock sorter parcel handover',
    ),
    team(
      'carriers',
      'regional',
      'tracking tariff pickup routing customs locker courier freight returns-label eta',
    ),
    team(
      'returns',
      'full',
      'rma inspection refund-request restock warranty repair grading donation claim policy',
    ),
    team(
      'identity',
      'prefixed',
      'token login session profile mfa consent directory password device federation',
    ),
    team(
      'accounts',
      'short',
      'account preference address-book membership household statement onboarding kyc merge limits',
    ),
    team(
      'fraud',
      'versioned',
      'score rules graph velocity device-print case review blocklist signal explain',
    ),
    team('messaging', 'short', 'mail sms push template inbox bounce unsubscribe digest webhook throttle'),
    team('loyalty', 'full', 'points tier reward badge referral streak burn accrual partner-offer statement'),
    team(
      'reviews',
      'short',
      'review rating moderation question photo-upload summary sentiment helpfulness syndication reply',
    ),
    team(
      'recommendations',
      'versioned',
      'similar basket-mates trending personal cold-start feature candidate rerank blend explain',
    ),
    team(
      'advertising',
      'regional',
      'bidder auction creative pacing budget audience attribution click frequency inventory',
    ),
    team(
      'marketing',
      'full',
      'segment journey campaign coupon seo sitemap landing-test affiliate survey newsletter',
    ),
    team('content', 'pascal', 'Page Block Asset Translation Preview Publish Menu Glossary Locale Draft'),
    team(
      'mobile',
      'short',
      'app-config mobile-bff deeplink crash-intake push-token feature-flag offline-sync app-review store-listing onboarding',
    ),
    team(
      'partners',
      'full',
      'seller offer commission listing onboarding payout-report dispute feed-import sla contract',
    ),
    team(
      'support',
      'short',
      'ticket chat callback macro knowledge-base routing csat transcript escalation agent-desk',
    ),
    team(
      'billing',
      'snake',
      'invoice_run dunning tax_report credit_note subscription metering price_book proration revenue collections',
    ),
    team(
      'finance',
      'pascal',
      'GeneralLedger Reconciliation Accrual FxRate Treasury Audit Expense Forecast Closing Intercompany',
    ),
    team(
      'data-platform',
      'full',
      'ingest catalog lineage quality compaction snapshot schema-registry query-gateway retention replay',
    ),
    team(
      'streaming',
      'snake',
      'orders_stream clicks_stream dead_letter fan_out schema_check window_join sink_s3 sink_redshift cdc replayer',
    ),
    team(
      'analytics',
      'short',
      'event-intake funnel cohort dashboard metric-store attribution experiment-stats export sessionizer report',
    ),
    team(
      'ml-serving',
      'versioned',
      'embed classify rank-model vision translate summarise anomaly forecast speech feature-store',
    ),
    team(
      'ml-training',
      'full',
      'trainer tuner evaluator dataset labeler checkpoint drift sweep artifact notebook',
    ),
    team(
      'platform',
      'full',
      'config secret-sync service-map quota scheduler cost-report tenant proxy certificate dns',
    ),
    team(
      'delivery',
      'short',
      'deployer artifact-cache runner release-notes changelog preview-env pipeline approval rollback-bot canary',
    ),
    team(
      'observability',
      'full',
      'trace metric log-shipper alert-router slo probe heartbeat incident status-page sampler',
    ),
    team(
      'security',
      'prefixed',
      'scanner secret-audit waf-rules access-review vault-proxy siem-forwarder policy certificate-watch token-audit dlp',
    ),
    team(
      'edge',
      'regional',
      'gateway rate-limit geo image-resize redirect bot-check cache-purge websocket origin-shield header',
    ),
    team(
      'internal-tools',
      'short',
      'admin backoffice wiki-sync rota expense-bot desk-booking access-portal changelog-bot survey org-chart',
    ),
    team(
      'legacy',
      'pascal',
      'OrderHub Soap Monolith BatchExport PriceMatrix EdiBridge FaxGateway CustomerMaster StockMirror ReportWriter',
    ),
    team(
      'logistics',
      'full',
      'fleet route-plan depot driver-app geofence load-plan cold-chain yard telemetry handheld',
    ),
    team(
      'store-systems',
      'regional',
      'till price-label kiosk shelf-scan loyalty-card cash-office planogram receipt-archive staff-rota click-collect',
    ),
    team(
      'research',
      'versioned',
      'prototype simulation sandbox-api crawler graph-lab demand-lab agent benchmark survey-lab digital-twin',
    ),
  ].map((each) => [each.name, each]),
)
