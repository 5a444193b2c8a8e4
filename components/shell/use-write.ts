'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Endpoint, InputOf, OutOf, ParamsOf, WriteEndpoint } from '@/lib/api/endpoint'
import { write } from '@/lib/api/query'
import type { Place } from './places'

type AnyWrite = WriteEndpoint<Endpoint['params'], Endpoint['input'], unknown>

/**
 * A write, sent once for each press. Whatever came of it, all that was read of the account and region is read again: a
 * refused or lost write may have changed something, too.
 */
export function useWrite<E extends AnyWrite>(
  endpoint: E,
  params: ParamsOf<E> & Place,
  onDone: (answer: OutOf<E>) => void,
) {
  const client = useQueryClient()
  return useMutation<OutOf<E>, unknown, InputOf<E>>({
    mutationFn: (body) => write(endpoint, params, body),
    retry: false,
    // Never held back until the browser is online again: by then nobody is looking.
    networkMode: 'always',
    onSuccess: onDone,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: [params.account, params.region] })
    },
  })
}
