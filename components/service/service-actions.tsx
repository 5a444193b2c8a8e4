'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useReadOnlyReason } from '@/components/shell/access'
import type { Place } from '@/components/shell/places'
import { ResourceMenu } from '@/components/shell/resource-menu'
import { Button } from '@/components/ui/button'
import type { Service } from '@/lib/service/contract'
import { serviceResource } from './service-columns'

const ScaleDialog = dynamic(() => import('./scale-dialog'), { ssr: false })
const ForceDeploymentDialog = dynamic(() => import('./force-deployment-dialog'), { ssr: false })

type ServiceActionsProps = {
  place: Place
  service: Service
  /** Told what ECS accepted. */
  onDone: (said: string) => void
}

/** Scale is the one primary action; what replaces tasks stands in the menu. One that is off says why. */
export function ServiceActions({ place, service, onDone }: ServiceActionsProps) {
  const readOnly = useReadOnlyReason()
  const [open, setOpen] = useState<'scale' | 'force' | null>(null)
  const close = () => setOpen(null)
  const given = { place, service, onClose: close, onDone }
  return (
    <>
      <Button
        look="primary"
        disabledReason={readOnly ?? service.scale.disabledReason}
        onClick={() => setOpen('scale')}
      >
        Scale
      </Button>
      <ResourceMenu
        place={place}
        resource={serviceResource(service)}
        dangers={[
          {
            id: 'force',
            label: 'Force a new deployment…',
            onSelect: () => setOpen('force'),
            disabledReason: readOnly ?? service.forceDeploymentDisabledReason,
          },
        ]}
      />
      {open === 'scale' && <ScaleDialog {...given} />}
      {open === 'force' && <ForceDeploymentDialog {...given} />}
    </>
  )
}
