import type { FastifyInstance } from 'fastify';

export async function communicationRoutes(_app: FastifyInstance): Promise<void> {}
