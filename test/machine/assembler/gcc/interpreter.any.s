	.file	"interpreter.c"
	.option nopic
	.attribute arch, "rv32i2p1_m2p0"
	.attribute unaligned_access, 0
	.attribute stack_align, 16
	.text
	.align	2
	.globl	main
	.type	main, @function
main:
	.LA3: auipc	t3,%pcrel_hi(.LANCHOR0)
	addi	t3,t3,%pcrel_lo(.LA3)
	addi	a7,t3,8
	addi	t3,t3,32
	li	a0,0
	li	a6,0
	li	a1,435
.L4:
	lw	a2,0(a7)
	lbu	a3,0(a2)
	beq	a3,zero,.L18
	.LA0: auipc	a5,%pcrel_hi(.LANCHOR0)
	addi	a5,a5,%pcrel_lo(.LA0)
	lw	a4,0(a5)
	lw	a5,4(a5)
.L3:
	addi	a2,a2,1
	xor	a4,a3,a4
	mul	a5,a1,a5
	slli	a3,a4,8
	add	a3,a5,a3
	mulhu	a5,a1,a4
	mul	a4,a1,a4
	add	a5,a3,a5
	lbu	a3,0(a2)
	bne	a3,zero,.L3
.L2:
	add	a4,a0,a4
	sltu	a0,a4,a0
	add	a6,a6,a5
	add	t1,a0,a6
	mv	a0,a4
	mv	a6,t1
	addi	a7,a7,4
	bne	t3,a7,.L4
	li	a3,0
	.LA2: auipc	a2,%pcrel_hi(.LANCHOR1)
	addi	a2,a2,%pcrel_lo(.LA2)
	li	t5,47
	li	t4,109
	li	t3,112
	li	a7,100
	li	a6,36
	li	a0,10
	j	.L17
.L18:
	.LA1: auipc	a5,%pcrel_hi(.LANCHOR0)
	addi	a5,a5,%pcrel_lo(.LA1)
	lw	a4,0(a5)
	lw	a5,4(a5)
	j	.L2
.L5:
	beq	a5,t4,.L13
	bne	a5,t3,.L24
	.LA6: auipc	a5,%pcrel_hi(.LANCHOR2)
	addi	a5,a5,%pcrel_lo(.LA6)
	slli	a1,a3,2
	add	a5,a5,a1
	lh	a1,2(a2)
	sw	a1,0(a5)
	addi	a3,a3,1
.L16:
	lw	a2,4(a2)
	beq	a2,zero,.L25
.L17:
	lbu	a5,0(a2)
	bgtu	a5,t5,.L5
	bleu	a5,a6,.L19
	addi	a5,a5,-37
	andi	a1,a5,0xff
	bgtu	a1,a0,.L20
	slli	a5,a1,2
	.LA4: auipc	a1,%pcrel_hi(.L8)
	addi	a1,a1,%pcrel_lo(.LA4)
	add	a5,a5,a1
	lw	a5,0(a5)
	add	a5,a5,a1
	jr	a5
	.section	.rodata
	.align	2
	.align	2
.L8:
	.word	.L12-.L8
	.word	.L20-.L8
	.word	.L20-.L8
	.word	.L20-.L8
	.word	.L20-.L8
	.word	.L11-.L8
	.word	.L10-.L8
	.word	.L20-.L8
	.word	.L9-.L8
	.word	.L20-.L8
	.word	.L7-.L8
	.text
.L24:
	bne	a5,a7,.L26
	addi	a5,a3,-1
	.LA22: auipc	a1,%pcrel_hi(.LANCHOR2)
	addi	a1,a1,%pcrel_lo(.LA22)
	slli	a5,a5,2
	add	a5,a1,a5
	lw	t6,0(a5)
	slli	t0,a3,2
	add	a1,a1,t0
	sw	t6,0(a1)
	slli	t6,t6,1
	sw	t6,0(a5)
	j	.L16
.L26:
	li	a5,-1
	j	.L6
.L11:
	addi	t6,a3,-1
	addi	a5,a3,-2
	.LA7: auipc	a3,%pcrel_hi(.LANCHOR2)
	addi	a3,a3,%pcrel_lo(.LA7)
	slli	a5,a5,2
	add	a5,a3,a5
	slli	a1,t6,2
	add	a3,a3,a1
	lw	a1,0(a5)
	lw	a3,0(a3)
	mul	a3,a1,a3
	sw	a3,0(a5)
	mv	a3,t6
	j	.L16
.L10:
	addi	t6,a3,-1
	addi	a5,a3,-2
	.LA10: auipc	a3,%pcrel_hi(.LANCHOR2)
	addi	a3,a3,%pcrel_lo(.LA10)
	slli	a5,a5,2
	add	a5,a3,a5
	slli	a1,t6,2
	add	a3,a3,a1
	lw	a1,0(a5)
	lw	a3,0(a3)
	add	a3,a1,a3
	sw	a3,0(a5)
	mv	a3,t6
	j	.L16
.L9:
	addi	t6,a3,-1
	addi	a5,a3,-2
	.LA13: auipc	a3,%pcrel_hi(.LANCHOR2)
	addi	a3,a3,%pcrel_lo(.LA13)
	slli	a5,a5,2
	add	a5,a3,a5
	slli	a1,t6,2
	add	a3,a3,a1
	lw	a1,0(a5)
	lw	a3,0(a3)
	sub	a3,a1,a3
	sw	a3,0(a5)
	mv	a3,t6
	j	.L16
.L7:
	addi	t6,a3,-1
	addi	a5,a3,-2
	.LA16: auipc	a3,%pcrel_hi(.LANCHOR2)
	addi	a3,a3,%pcrel_lo(.LA16)
	slli	a5,a5,2
	add	a5,a3,a5
	slli	a1,t6,2
	add	a3,a3,a1
	lw	a1,0(a5)
	lw	a3,0(a3)
	div	a3,a1,a3
	sw	a3,0(a5)
	mv	a3,t6
	j	.L16
.L12:
	addi	t6,a3,-1
	addi	a5,a3,-2
	.LA19: auipc	a3,%pcrel_hi(.LANCHOR2)
	addi	a3,a3,%pcrel_lo(.LA19)
	slli	a5,a5,2
	add	a5,a3,a5
	slli	a1,t6,2
	add	a3,a3,a1
	lw	a1,0(a5)
	lw	a3,0(a3)
	rem	a3,a1,a3
	sw	a3,0(a5)
	mv	a3,t6
	j	.L16
.L13:
	addi	a1,a3,-1
	.LA25: auipc	a5,%pcrel_hi(.LANCHOR2)
	addi	a5,a5,%pcrel_lo(.LA25)
	slli	a1,a1,2
	add	a5,a5,a1
	lw	a1,0(a5)
	neg	a1,a1
	srai	a1,a1,3
	sw	a1,0(a5)
	j	.L16
.L25:
	.LA27: auipc	a5,%pcrel_hi(.LANCHOR2)
	lw	a5,%pcrel_lo(.LA27)(a5)
	j	.L6
.L19:
	li	a5,-1
.L6:
	srli	t1,t1,24
	add	a5,a5,t1
	add	a0,a5,a4
	andi	a0,a0,127
	ret
.L20:
	li	a5,-1
	j	.L6
	.size	main, .-main
	.data
	.align	2
	.set	.LANCHOR1,. + 0
	.type	program, @object
	.size	program, 56
program:
	.byte	112
	.zero	1
	.half	1000
	.word	program+8
	.byte	112
	.zero	1
	.half	-7
	.word	program+16
	.byte	42
	.zero	1
	.half	0
	.word	program+24
	.byte	112
	.zero	1
	.half	3
	.word	program+32
	.byte	43
	.zero	1
	.half	0
	.word	program+40
	.byte	100
	.zero	1
	.half	0
	.word	program+48
	.byte	109
	.zero	1
	.half	0
	.word	0
	.bss
	.align	2
	.set	.LANCHOR2,. + 0
	.type	stack, @object
	.size	stack, 64
stack:
	.zero	64
	.section	.rodata
	.align	3
	.set	.LANCHOR0,. + 0
.LC0:
	.word	1939669891
	.word	342167472
	.type	names, @object
	.size	names, 24
names:
	.word	.LC1
	.word	.LC2
	.word	.LC3
	.word	.LC4
	.word	.LC5
	.word	.LC6
.LC1:
	.string	"push"
	.zero	3
.LC2:
	.string	"times \"quoted\"\t\n"
	.zero	3
.LC3:
	.string	"plus\\"
	.zero	2
.LC4:
	.string	"double"
	.zero	1
.LC5:
	.string	""
	.zero	3
.LC6:
	.string	"\001\377"
	.ident	"GCC: (12.2.0-14+deb12u1+11+b2) 12.2.0"
