import { useCollection } from '@cloudscape-design/collection-hooks'
import AppLayout from '@cloudscape-design/components/app-layout'
import Box from '@cloudscape-design/components/box'
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import SideNavigation from '@cloudscape-design/components/side-navigation'
import Table from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useEffect, useState } from 'react'
import { columns } from './columns.tsx'
import { fetchServices, pollMs, type Service } from './service.ts'

const pages = ['Clusters', 'Services', 'Task definitions', 'Account settings']

/** Cloudscape's own table pattern: client-side filter, sorting and pages of 50. */
export function ServicesPage() {
  const services = useServices()
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount } = useCollection(
    services ?? [],
    {
      filtering: {
        filteringFunction: (service, text) => textOf(service).includes(text.toLowerCase()),
        empty: <Box>No services</Box>,
        noMatch: <Box>No service matches this filter</Box>,
      },
      pagination: { pageSize: 50 },
      sorting: {},
    },
  )
  return (
    <AppLayout
      toolsHide
      navigation={
        <SideNavigation
          activeHref="#Services"
          header={{ text: 'Containers', href: '#' }}
          items={pages.map((text) => ({ type: 'link' as const, text, href: `#${text}` }))}
        />
      }
      breadcrumbs={
        <BreadcrumbGroup
          items={[
            { text: 'eu-west-1', href: '#' },
            { text: 'Services', href: '#Services' },
          ]}
        />
      }
      content={
        <Table
          {...collectionProps}
          items={items}
          columnDefinitions={columns}
          trackBy="arn"
          loading={services === undefined}
          loadingText="Loading services"
          variant="full-page"
          stickyHeader
          header={<Header counter={services && `(${services.length})`}>Services</Header>}
          filter={
            <TextFilter
              {...filterProps}
              filteringPlaceholder="Find services"
              countText={`${filteredItemsCount ?? 0} matches`}
            />
          }
          pagination={<Pagination {...paginationProps} />}
        />
      }
    />
  )
}

/** Undefined till the first answer. */
function useServices(): Service[] | undefined {
  const [services, setServices] = useState<Service[]>()
  useEffect(() => {
    const load = () => void fetchServices().then(setServices)
    load()
    if (pollMs === 0) return undefined
    const timer = setInterval(load, pollMs)
    return () => clearInterval(timer)
  }, [])
  return services
}

function textOf({ name, clusterName, health, taskDefinition, launchType }: Service): string {
  return `${name}\n${clusterName}\n${health.level}\n${taskDefinition?.family ?? ''}\n${launchType ?? ''}`.toLowerCase()
}
