import type { FastifyInstance } from 'fastify';

export async function analysisRoutes(_app: FastifyInstance): Promise<void> {}
